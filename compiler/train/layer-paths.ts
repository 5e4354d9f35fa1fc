import type { Path } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { Graph, LayerNode } from '../graph/graph.ts';
import { evaluateKnown } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';

/** A path as layers spell theirs: `stage[1].conv`. */
export function writePath(path: Pick<Path, 'segments' | 'span'>, place: Place): string | undefined {
  let text = '';
  for (const segment of path.segments) {
    if (segment.type === 'range') {
      return place.reporter.report('CNN119', segment.span, [textOf(segment.span), 'a layer', '']);
    }
    if (segment.type === 'name') text += text === '' ? segment.text : `.${segment.text}`;
    else {
      const index = evaluateKnown(segment.value, place);
      if (index === undefined) return undefined;
      text += index.type === 'number' ? `[${index.value}]` : textOf(segment.span);
    }
  }
  return text;
}

const known = new WeakMap<Graph, ReadonlyMap<string, readonly LayerNode[]>>();

/** The written layers of a graph that a path names: its own, and those within it. */
export function layersWithin(path: string, graph: Graph): readonly LayerNode[] {
  if (path === '') return graph.written;
  const byPath = known.get(graph) ?? groupByPath(graph);
  known.set(graph, byPath);
  return byPath.get(path) ?? [];
}

const positions = new WeakMap<Graph, ReadonlyMap<LayerNode, number>>();

/** How many layers are written before one; −1 for none. */
export function positionOf(layer: LayerNode | undefined, graph: Graph): number {
  const all = positions.get(graph) ?? new Map(graph.written.map((each, index) => [each, index]));
  positions.set(graph, all);
  return (layer && all.get(layer)) ?? -1;
}

const names = new WeakMap<Graph, ReadonlySet<string>>();

/** What a path to layers of a graph may begin with, or be. */
export function pathNames(graph: Graph): ReadonlySet<string> {
  const known = names.get(graph);
  if (known !== undefined) return known;
  const found = new Set(graph.written.flatMap(({ path }) => [path, path.split('.')[0] ?? '']));
  names.set(graph, found);
  return found;
}

/** The layers by their paths and by every path around them. */
function groupByPath({ written }: Graph): ReadonlyMap<string, readonly LayerNode[]> {
  const byPath = new Map<string, LayerNode[]>();
  for (const layer of written) {
    const { path } = layer;
    for (let end = 1; end <= path.length; end++) {
      const isPart = end === path.length || path[end] === '.' || path[end] === '[';
      if (!isPart) continue;
      const around = path.slice(0, end);
      const layers = byPath.get(around);
      if (layers === undefined) byPath.set(around, [layer]);
      else layers.push(layer);
    }
  }
  return byPath;
}

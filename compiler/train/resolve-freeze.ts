import type { Freeze, Path } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Graph } from '../graph/graph.ts';
import { evaluateKnown } from '../resolve/evaluate.ts';
import type { Place } from '../resolve/place.ts';

/** Paths of the layers that a phase's `freeze` lines name; undefined where one is at fault. */
export function resolveFreezes(
  lines: readonly Freeze[],
  phase: string,
  graph: Graph | undefined,
  place: Place,
): ReadonlySet<string> | undefined {
  const frozen = new Set<string>();
  let faulty = false;
  for (const line of lines) {
    const paths = resolveFreeze(line, graph, place);
    if (paths === undefined) faulty = true;
    else for (const path of paths) frozen.add(path);
  }
  const [first] = lines;
  if (faulty || graph === undefined) return undefined;
  if (first !== undefined && trainable(graph).every((path) => frozen.has(path))) {
    return place.reporter.report('CNN422', first.span, [phase]);
  }
  return frozen;
}

const trainable = (graph: Graph): readonly string[] =>
  graph.layers.filter(({ weights }) => weights.some((w) => w.trainable)).map(({ path }) => path);

function resolveFreeze(line: Freeze, graph: Graph | undefined, place: Place): readonly string[] | undefined {
  const { reporter } = place;
  if (line.to !== undefined) return reporter.report('CNN104', line.span, ['freezing a range']);
  const path = writePath(line.path, place);
  if (path === undefined || graph === undefined) return undefined;
  const named = graph.layers.filter((layer) => isWithin(layer.path, path));
  if (named.length === 0) return reportUnknown(path, line.path.span, graph, place);
  if (named.every(({ weights }) => weights.length === 0)) {
    return reporter.report('CNN421', line.path.span, [path]);
  }
  return named.map((layer) => layer.path);
}

/** A path as layers spell theirs: `stage[1].conv`. */
function writePath(path: Path, place: Place): string | undefined {
  let text = '';
  for (const segment of path.segments) {
    if (segment.type === 'range') {
      return place.reporter.report('CNN104', path.span, ['freezing a range']);
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

const isWithin = (layer: string, path: string): boolean =>
  layer === path || layer.startsWith(`${path}.`) || layer.startsWith(`${path}[`);

function reportUnknown(path: string, span: Span, graph: Graph, { reporter }: Place): undefined {
  const suggestion = suggest(
    path,
    graph.layers.map((layer) => layer.path),
  );
  const edits = suggestion === undefined ? undefined : [{ span, text: suggestion }];
  return reporter.report('CNN420', span, [path, suggestion], { edits });
}

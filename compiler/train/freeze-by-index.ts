import type { Expression, Freeze, Path, PathRange } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { Details } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import type { Graph, LayerNode, Tensor } from '../graph/graph.ts';
import { kerasOrder, partOrder } from '../graph/keras-order.ts';
import { describe } from '../expand/constant.ts';
import { evaluateKnown } from '../expand/evaluate.ts';
import { type Place, spend } from '../expand/place.ts';
import { layersWithin, writePath, pathNames } from './layer-paths.ts';

/** `freeze base.layers[a..b]`: as Keras counts `base.layers`, the last one left out. */
export function freezeByIndex(
  { path, to }: Freeze,
  graph: Graph | undefined,
  place: Place,
): readonly LayerNode[] | undefined {
  const range = path.segments.at(-1);
  const word = path.segments.at(-2);
  if (range?.type !== 'range' || to !== undefined || word?.type !== 'name' || word.text !== 'layers') {
    return place.reporter.report('CNN119', path.span, [textOf(path.span), 'a layer', ''], inLayers(range));
  }
  const base = writePath({ ...path, segments: path.segments.slice(0, -2) }, place);
  if (base === undefined || graph === undefined) return undefined;
  const { inside, order } = countedIn(base, graph);
  if (inside.size === 0) return reportUnknown(base, path, graph, place);
  const bounds = readRange(range, base, order.length, place);
  if (bounds === undefined) return undefined;
  const [start, end] = bounds;
  if (start >= end) return place.reporter.report('CNN426', path.span, [textOf(path.span)]);
  if (!spend(end - start, path.span, place)) return undefined;
  return order
    .slice(start, end)
    .filter((tensor): tensor is LayerNode => tensor.type === 'layer' && inside.has(tensor));
}

/** `base[..56]` as `base.layers[..56]`. */
function inLayers(range: Path['segments'][number] | undefined): Details {
  if (range?.type !== 'range') return {};
  const { span } = range;
  const written = `.layers${textOf(span)}`;
  return {
    fix: `write \`${written}\`: layers are counted there, as Keras counts those of a model`,
    edits: [{ span: { ...span, end: span.start }, text: '.layers' }],
  };
}

interface Counted {
  readonly inside: ReadonlySet<LayerNode>;
  readonly order: readonly Tensor[];
}

const known = new WeakMap<Graph, Map<string, Counted>>();

/** The layers of a graph, or of a part of it, in Keras's order: found once. */
function countedIn(base: string, graph: Graph): Counted {
  const parts = known.get(graph) ?? new Map<string, Counted>();
  known.set(graph, parts);
  let counted = parts.get(base);
  if (counted === undefined) {
    const inside = layersInside(base, graph);
    const order = base === '' ? kerasOrder(graph.heads.map(({ tensor }) => tensor)) : partOrder(inside);
    parts.set(base, (counted = { inside, order }));
  }
  return counted;
}

/** The layers that are counted: of the model those it has, of a part all that it was applied with, as in Keras. */
const layersInside = (base: string, graph: Graph): ReadonlySet<LayerNode> =>
  new Set(base === '' ? graph.layers : layersWithin(base, graph));

function readRange(
  { from, to }: PathRange,
  base: string,
  count: number,
  place: Place,
): readonly [number, number] | undefined {
  const start = from === undefined ? 0 : readIndex(from, base, { count, farthest: count - 1 }, place);
  const end = to === undefined ? count : readIndex(to, base, { count, farthest: count }, place);
  return start === undefined || end === undefined ? undefined : [start, end];
}

/** An index; a negative one counts from the end, as in Python. */
function readIndex(
  expression: Expression,
  base: string,
  { count, farthest }: { readonly count: number; readonly farthest: number },
  place: Place,
): number | undefined {
  const value = evaluateKnown(expression, place);
  if (value === undefined) return undefined;
  const { reporter } = place;
  if (value.type !== 'number' || !Number.isInteger(value.value)) {
    return reporter.report('CNN114', expression.span, ['the index of a layer', describe(value)]);
  }
  const index = value.value < 0 ? value.value + count : value.value;
  if (index >= 0 && index <= count) return index;
  const nearest = String(value.value < 0 ? -count : farthest);
  return reporter.report('CNN428', expression.span, [base === '' ? 'the model' : base, value.value, count], {
    fix: `write \`${nearest}\`, or another number of layers`,
    edits: [{ span: expression.span, text: nearest }],
  });
}

function reportUnknown(base: string, path: Path, graph: Graph, { reporter }: Place): undefined {
  if (!reporter.isNew(path.span)) return undefined;
  const first = [...pathNames(graph)].filter((name) => !name.includes('.'));
  return reporter.report('CNN420', path.span, [base, suggest(base, first)]);
}

import type { Call, Expression, Residual } from '../../grammar/ast.ts';
import { nodesAt, nodesIn } from '../../grammar/nodes-at.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { type BoundModule, referencesIn } from '../bind/bound-module.ts';
import { strideBetween } from '../expand/merge-shapes.ts';
import type { LayerNode } from '../graph/graph.ts';
import type { StatementFacts } from '../hints/facts-at.ts';
import type { Shape } from '../sizes/shape.ts';
import type { Edits } from './refactoring.ts';
import { isWithin } from './rewritten.ts';

/** What each rank of a tensor is projected with. */
const kinds = ['Dense', 'Conv1D', 'Conv2D', 'Conv3D'];

/** What is known of what a module came to. */
export interface Known {
  /** What the statement at an offset came to, as far as it could be expanded. */
  facts(offset: number): StatementFacts | undefined;
  /** Where what these point at stands now. */
  placeOf(span: Span): Span;
}

/**
 * The edits of which one gives the skip of a `residual` the shape of its main path, the most careful first: where the main path's
 * strides are a parameter, it projects only where they are more than 1; else always.
 *
 */
export function addProjection(bound: BoundModule, offset: number, known: Known): readonly Edits[] {
  const residual = nodesAt(bound.syntax, offset).findLast(
    ({ type, span }) => type === 'residual' && span.start === offset,
  );
  if (residual?.type !== 'residual') return [];
  const { skip, main } = residual;
  if (skip !== undefined) {
    const start = skip.span.start + 'skip'.length;
    return skip.when === undefined
      ? []
      : [[{ span: { ...skip.span, start, end: skip.body.span.start }, text: ' ' }]];
  }
  const times = known
    .facts(offset)
    ?.times.map((layers) => layers.map((layer) => ({ ...layer, span: known.placeOf(layer.span) })));
  const open = times?.filter((each) => isOpen(each, residual)) ?? [];
  const projected = projection(bound, residual, open[0] ?? []);
  if (projected === undefined) return [];
  const { text, strides } = projected;
  const end = { ...main.span, start: main.span.end };
  const always = [{ span: end, text: ` skip { ${text} }` }];
  return strides === undefined || !open.every(isStrided)
    ? [always]
    : [[{ span: end, text: ` skip when ${strides} > 1 { ${text} }` }], always];
}

/** Whether a time that a residual was expanded ended without its sum. */
const isOpen = (layers: readonly LayerNode[], { span }: Residual): boolean =>
  layers.at(-1) !== undefined && layers.at(-1)?.span.start !== span.start;

/** Whether a main path makes what it is given smaller. */
function isStrided(layers: readonly LayerNode[]): boolean {
  const [given = [], wanted = []] = [layers[0]?.inputs[0]?.shape, layers.at(-1)?.shape];
  return stridesBetween(wanted, given)?.some((each) => each > 1) === true;
}

/** What projects the skip, and what its strides are called where they are no number. */
function projection(
  bound: BoundModule,
  residual: Residual,
  layers: readonly LayerNode[],
): { readonly text: string; readonly strides: string | undefined } | undefined {
  const given = layers[0]?.inputs[0]?.shape;
  const wanted = layers.at(-1)?.shape;
  const kind = wanted === undefined ? undefined : kinds[wanted.length - 1];
  const channels = wanted?.at(-1);
  if (given === undefined || wanted?.length !== given.length || kind === undefined) return undefined;
  const numbers = stridesBetween(wanted, given);
  if (numbers === undefined || typeof channels !== 'number') return undefined;
  const filters = filtersOf(bound, residual, layers, channels) ?? String(channels);
  const strides = wanted.length === 1 ? undefined : stridesOf(bound, residual);
  const isNormalised = layers.some(({ kind }) => kind === 'BatchNormalization');
  const parts = [
    filters,
    ...(wanted.length === 1 ? [] : ['kernel_size=1', ...writtenStrides(strides, numbers)]),
    ...(isNormalised ? ['use_bias=false'] : []),
  ];
  const text = `${kind}(${parts.join(', ')})${isNormalised ? '\nBatchNormalization' : ''}`;
  return { text, strides };
}

/** How far apart the windows of each axis but the channels are. */
function stridesBetween(wanted: Shape, given: Shape): readonly number[] | undefined {
  const all = wanted.slice(0, -1).map((size, axis) => strideBetween(size, given[axis] ?? 0));
  const known = all.filter((stride) => stride !== undefined);
  return known.length === all.length ? known : undefined;
}

function writtenStrides(strides: string | undefined, numbers: readonly number[]): readonly string[] {
  const [first = 1] = numbers;
  if (strides !== undefined) return [`strides=${strides}`];
  if (numbers.every((each) => each === 1)) return [];
  return [`strides=${numbers.every((each) => each === first) ? first : `[${numbers.join(', ')}]`}`];
}

/** How the main path writes the number of its channels. */
function filtersOf(
  bound: BoundModule,
  residual: Residual,
  layers: readonly LayerNode[],
  channels: number,
): string | undefined {
  const maker = layers.findLast(
    ({ params }) => params['filters'] === channels || params['units'] === channels,
  );
  if (maker === undefined || !isWithin(maker.span, residual.main.span)) return undefined;
  const call = nodesAt(bound.syntax, maker.span.start).find(
    (node): node is Call => node.type === 'call' && node.span.start === maker.span.start,
  );
  const [first] = call?.arguments ?? [];
  const named = call?.arguments?.find(({ name }) => name?.text === 'filters' || name?.text === 'units');
  const value = named?.value ?? (first?.name === undefined ? first?.value : undefined);
  return value && isSeen(bound, value, residual) ? textOf(value.span) : undefined;
}

/** How the main path writes its strides, where that is one expression and no number. */
function stridesOf(bound: BoundModule, residual: Residual): string | undefined {
  const written = [...nodesIn(residual.main)].flatMap((node) =>
    node.type === 'argument' && node.name?.text === 'strides' && node.value.type !== 'number'
      ? [node.value]
      : [],
  );
  const [only, ...more] = written;
  if (only?.type !== 'path' || more.length > 0) return undefined;
  return isSeen(bound, only, residual) ? textOf(only.span) : undefined;
}

/** Whether an expression of the main path means the same beside it. */
const isSeen = (bound: BoundModule, { span }: Expression, { main }: Residual): boolean =>
  referencesIn(bound, span).every(
    ({ symbol }) => !symbol?.spans.some((each: Span) => isWithin(each, main.span)),
  );

import type { Freeze } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { suggest } from '../foreign/suggest.ts';
import type { Graph, LayerNode } from '../graph/graph.ts';
import { residualUnits } from '../graph/residual-units.ts';
import { type Place, spend } from '../expand/place.ts';
import { freezeByIndex } from './freeze-by-index.ts';
import type { FrozenLine } from './train-spec.ts';
import { layersWithin, pathNames, positionOf, writePath } from './layer-paths.ts';

/** What a phase's `freeze` lines name, line by line; undefined where one is at fault. */
export function resolveFreezes(
  lines: readonly Freeze[],
  phase: string,
  graph: Graph | undefined,
  place: Place,
): readonly FrozenLine[] | undefined {
  const named = lines.map((line) => {
    const layers = resolveFreeze(line, graph, place);
    return layers && { span: spanOf(line), paths: layers.map(({ path, sharesWith }) => sharesWith ?? path) };
  });
  const known = named.filter((line) => line !== undefined);
  const [first] = lines;
  if (known.length < named.length || graph === undefined) return undefined;
  const frozen = new Set(known.flatMap(({ paths }) => paths));
  if (first !== undefined && trainable(graph).every((path) => frozen.has(path))) {
    return place.reporter.report('CNN422', first.span, [phase]);
  }
  const ranges = lines.filter(isRange);
  if (ranges.length > 0) warnOfCut(ranges, frozen, graph, place);
  return known;
}

const isTrainable = ({ weights }: LayerNode): boolean => weights.some((weight) => weight.trainable);

const trainable = (graph: Graph): readonly string[] =>
  graph.layers.filter(isTrainable).map(({ path }) => path);

const spanOf = ({ path, to }: Freeze): Span => ({ ...path.span, end: (to ?? path).span.end });

function resolveFreeze(
  line: Freeze,
  graph: Graph | undefined,
  place: Place,
): readonly LayerNode[] | undefined {
  const byIndex = line.path.segments.at(-1)?.type === 'range';
  const named = byIndex ? freezeByIndex(line, graph, place) : freezeByPath(line, graph, place);
  if (named === undefined) return undefined;
  if (named.every(({ weights, sharesWith }) => weights.length === 0 && sharesWith === undefined)) {
    return place.reporter.report('CNN421', spanOf(line), [textOf(spanOf(line))]);
  }
  return named;
}

/** `freeze base` or `freeze base.block1..block6`. */
function freezeByPath(
  { path, to }: Freeze,
  graph: Graph | undefined,
  place: Place,
): readonly LayerNode[] | undefined {
  const from = writePath(path, place);
  const until = to === undefined ? undefined : writePath(to, place);
  if (from === undefined || graph === undefined) return undefined;
  const first = layersWithin(from, graph);
  if (first.length === 0) return reportUnknown(from, path.span, graph, place);
  if (to === undefined) return spend(first.length, path.span, place) ? first : undefined;
  if (until === undefined) return undefined;
  const beside = `${from.slice(0, from.lastIndexOf('.') + 1)}${until}`;
  const last = [until, beside].map((name) => layersWithin(name, graph)).find(({ length }) => length > 0);
  if (last === undefined) return reportUnknown(until, to.span, graph, place);
  const start = positionOf(first[0], graph);
  const end = positionOf(last.at(-1), graph);
  const span = { ...path.span, end: to.span.end };
  if (end < start) return place.reporter.report('CNN426', span, [textOf(span)]);
  return spend(end + 1 - start, span, place) ? graph.written.slice(start, end + 1) : undefined;
}

const isRange = ({ path, to }: Freeze): boolean => to !== undefined || path.segments.at(-1)?.type === 'range';

/** Ranges that end within a residual unit are rarely meant. */
function warnOfCut(
  lines: readonly Freeze[],
  frozen: ReadonlySet<string>,
  graph: Graph,
  { reporter }: Place,
): void {
  for (const { sum, layers } of residualUnits(graph)) {
    const weighted = [...layers].filter(isTrainable);
    const free = weighted.filter(({ path }) => !frozen.has(path));
    if (free.length === 0 || free.length === weighted.length) continue;
    const paths = free.map(({ path }) => path).toReversed();
    const related = [{ span: sum.span, message: 'the unit' }];
    for (const line of lines) reporter.report('CNN427', spanOf(line), [sum.path, paths], { related });
    return;
  }
}

/** `base.layers[56]`, which Keras counts: a range of one. */
function rangeOfOne({ source, start, end }: Span): string | undefined {
  const text = source.text.slice(start, end);
  const [, before, index] = /^((?:\w+\.)*layers)\[(\d+)\]$/.exec(text) ?? [];
  return before === undefined ? undefined : `${before}[${index ?? ''}..${String(Number(index) + 1)}]`;
}

/** The first and the last name of the part that a path begins with, or of the whole. */
function namesIn(path: string, graph: Graph): string | undefined {
  const parts = path.split('.').map((_, i, all) => all.slice(0, -1 - i).join('.'));
  const part = parts.find((name) => name !== '' && layersWithin(name, graph).length > 0);
  const layers = part === undefined ? graph.layers : layersWithin(part, graph);
  const [first, last] = [layers[0]?.path, layers.at(-1)?.path];
  if (first === undefined || last === undefined) return undefined;
  const all = `\`${first}\` to \`${last}\``;
  return `name what there is: ${part === undefined ? '' : `\`${part}\`, or of it `}${all}; \`cnnc summary\` shows all`;
}

function reportUnknown(path: string, span: Span, graph: Graph, { reporter }: Place): undefined {
  if (!reporter.isNew(span)) return undefined;
  const suggestion = rangeOfOne(span) ?? suggest(path, pathNames(graph));
  if (suggestion === undefined)
    return reporter.report('CNN420', span, [path, undefined], { fix: namesIn(path, graph) });
  return reporter.report('CNN420', span, [path, suggestion], { edits: [{ span, text: suggestion }] });
}

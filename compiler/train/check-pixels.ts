import type { DataDeclaration } from '../../grammar/ast.ts';
import { editPrepare } from '../data/edit-prepare.ts';
import { doubtRescaling, rescaled } from '../data/doubt-rescaling.ts';
import type { Details, Reporter } from '../diagnostics/reporter.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';
import { pixelRanges, type Range } from './pixel-ranges.ts';
import type { TrainSpec } from './train-spec.ts';

/** Warns of what pixels do to the layers that they reach; `written` is the data block of the text. */
export function warnOfPixels(
  spec: TrainSpec,
  written: DataDeclaration | undefined,
  reporter: Reporter,
): void {
  const rangeOf = pixelRanges(spec);
  warnOfRescaling(spec, rangeOf, reporter);
  warnOfOtherPixels(spec, rangeOf, written, reporter);
}

type RangeOf = (tensor: Tensor) => Range | undefined;

/** Layers that rescale what they are given to what no network learns from. */
function warnOfRescaling({ graph }: TrainSpec, rangeOf: RangeOf, reporter: Reporter): void {
  for (const { kind, inputs, params, span } of graph.layers) {
    if (kind !== 'Rescaling' || typeof params['scale'] !== 'number') continue;
    const [before] = inputs.map(rangeOf);
    if (before === undefined) continue;
    const made = rescaled(before, params['scale'], Number(params['offset']));
    doubtRescaling(before, params['scale'], made, span, reporter);
  }
}

/** Ready-made weights that were trained on pixels of another range than the data gives them. */
function warnOfOtherPixels(
  { graph, data }: TrainSpec,
  rangeOf: RangeOf,
  written: DataDeclaration | undefined,
  reporter: Reporter,
): void {
  for (const { origin, model, input, span } of graph.weightSources) {
    if (origin.kind === 'file' || origin.pixels === undefined) continue;
    const given = rangeOf(input);
    if (given === undefined || isNear(given, origin.pixels)) continue;
    reporter.report('CNN444', span, [origin.name, model, shown(origin.pixels), shown(given)], {
      related: data.prepare.length === 0 ? [{ span: data.span, message: 'is not rescaled' }] : [],
      ...remedyFor(given, origin.pixels, written),
    });
  }
}

/** Pixels that reach less far than this are no trouble for weights; those that reach further were magnified, and are told as that. */
const far = 32;
const furthest = 1024;

/** Layers that make what they are given, however large, as small as weights expect it: what comes after them may be raw. */
const normalizing = new Set([
  'BatchNormalization',
  'GroupNormalization',
  'LayerNormalization',
  'Normalization',
  'RMSNormalization',
  'UnitNormalization',
]);

/**
 * Warns of large pixels that reach fresh weights and, with nothing in between that normalises them, an output. Weights that
 * a file or a set gives know what pixels they want.
 */
export function warnOfRawPixels(
  spec: TrainSpec,
  written: DataDeclaration | undefined,
  reporter: Reporter,
): void {
  const { graph, data } = spec;
  const rangeOf = pixelRanges(spec);
  const loaded = new Set(graph.weightSources.flatMap(({ layers }) => layers.map(({ path }) => path)));
  const met = new Map<Tensor, readonly [LayerNode, Range]>();
  for (const layer of graph.layers) {
    if (normalizing.has(layer.kind) || loaded.has(layer.path)) continue;
    const range = layer.weights.length === 0 ? undefined : rangeOf(layer.inputs[0] ?? layer);
    const reach = range === undefined ? 0 : Math.max(...range.map(Math.abs));
    const isRaw = reach >= far && reach <= furthest;
    const before = layer.inputs.map((input) => met.get(input)).find((found) => found !== undefined);
    const from = before ?? (isRaw && range !== undefined ? ([layer, range] as const) : undefined);
    if (from !== undefined) met.set(layer, from);
  }
  const first = graph.heads.map(({ tensor }) => met.get(tensor)).find((found) => found !== undefined);
  if (first === undefined) return;
  const [{ path, span }, range] = first;
  const isHere = span.source.name === data.span.source.name;
  reporter.report('CNN460', data.span, [data.name, shown(range), path], {
    related: isHere ? [{ span, message: 'multiplies them by weights near 0' }] : [],
    ...remedyFor(range, [0, 1], written),
  });
}

const shown = ([low, high]: Range): string => `${number(low)} to ${number(high)}`;

const number = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

/** Ranges that are the same but for what rounding and a mean of pixels make of them. */
function isNear(given: Range, wanted: Range): boolean {
  const slack = 0.02 * (wanted[1] - wanted[0]);
  return given.every((bound, index) => Math.abs(bound - (wanted[index] ?? NaN)) <= slack);
}

/** What makes raw pixels what is wanted. */
const steps: Readonly<Record<string, string>> = {
  '-1,1': 'Rescaling(1/127.5, offset=-1)',
  '0,1': 'Rescaling(1/255)',
};

/** How the pixels become those that are wanted: with edits where they are raw. */
function remedyFor(
  given: Range,
  wanted: Range,
  written: DataDeclaration | undefined,
): Pick<Details, 'fix' | 'edits'> {
  const step = steps[wanted.join()];
  if (step === undefined)
    return wanted.join() === '0,255' ? { fix: 'leave `Rescaling` out of `prepare`' } : {};
  const isRaw = given.join() === '0,255' && written !== undefined;
  return { fix: `write \`prepare { ${step} }\``, edits: isRaw ? editPrepare(written, step) : undefined };
}

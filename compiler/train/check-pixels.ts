import type { FieldSpec } from '../data/data-spec.ts';
import type { PrepareStep } from '../catalogue/steps/prepare-step.ts';
import { doubtRescaling, rescaled } from '../data/doubt-rescaling.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';
import type { TrainSpec } from './train-spec.ts';

/** The least and the largest value. */
type Range = readonly [number, number];

/** Warns of layers that rescale what they are given to what no network learns from. */
export function warnOfRescaling({ graph, data, inputs }: TrainSpec, reporter: Reporter): void {
  const ofInput = inputRange(data, inputs);
  for (const { definition, inputs: given, params, span } of graph.layers) {
    if (definition.kind !== 'Rescaling' || typeof params['scale'] !== 'number') continue;
    const [before] = given.map((tensor) => rangeOf(tensor, ofInput));
    if (before === undefined) continue;
    const made = rescaled(before, params['scale'], Number(params['offset']));
    doubtRescaling(before, params['scale'], made, span, reporter);
  }
}

/** Warns where ready-made weights were trained on pixels of another range than the data gives them. */
export function warnOfPixels({ graph, data, inputs }: TrainSpec, reporter: Reporter): void {
  for (const { origin, model, input, span } of graph.weightSources) {
    if (origin.kind === 'file' || origin.pixels === undefined) continue;
    const given = rangeOf(input, inputRange(data, inputs));
    if (given === undefined || isNear(given, origin.pixels)) continue;
    reporter.report('CNN444', span, [origin.name, model, written(origin.pixels), written(given)], {
      related: data.prepare.length === 0 ? [{ span: data.span, message: 'is not rescaled' }] : [],
      fix: remedyFor(origin.pixels),
    });
  }
}

/** What the values of an input reach, by the field that feeds it. */
const inputRange =
  (data: TrainSpec['data'], inputs: TrainSpec['inputs']) =>
  (name: string): Range | undefined => {
    const field = data.fields.find((candidate) => candidate.name === inputs.get(name));
    return field === undefined ? undefined : preparedRange(field, data.prepare);
  };

const written = ([low, high]: Range): string => `${shown(low)} to ${shown(high)}`;

const shown = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

/** Ranges that are the same but for what rounding and a mean of pixels make of them. */
function isNear(given: Range, wanted: Range): boolean {
  const slack = 0.02 * (wanted[1] - wanted[0]);
  return given.every((bound, index) => Math.abs(bound - (wanted[index] ?? NaN)) <= slack);
}

const remedies: Readonly<Record<string, string>> = {
  '-1,1': '`prepare { Rescaling(1/127.5, offset=-1) }`',
  '0,1': '`prepare { Rescaling(1/255) }`',
  '0,255': 'leave `Rescaling` out of `prepare`',
};

const remedyFor = (wanted: Range): string | undefined => remedies[wanted.join()];

const mapped = (range: Range, change: (value: number) => number): Range => {
  const [a, b] = [change(range[0]), change(range[1])];
  return [Math.min(a, b), Math.max(a, b)];
};

/** What the values of a picture reach once prepared; undefined where the field has any values. */
function preparedRange({ name, type }: FieldSpec, prepare: readonly PrepareStep[]): Range | undefined {
  if (type.kind !== 'tensor' || type.dtype !== 'uint8') return undefined;
  let range: Range = [0, 255];
  for (const step of prepare) {
    if (step.kind !== 'Rescaling' || (step.field ?? name) !== name) continue;
    range = mapped(range, (value) => value * step.scale + step.offset);
  }
  return range;
}

/** What a tensor's values reach; undefined where that is not known. */
function rangeOf(tensor: Tensor, ofInput: (name: string) => Range | undefined): Range | undefined {
  if (tensor.type === 'input') return ofInput(tensor.name);
  const ranges = tensor.inputs.map((input) => rangeOf(input, ofInput));
  const [first] = ranges;
  return first === undefined || ranges.includes(undefined)
    ? undefined
    : layerRange(tensor, ranges as Range[]);
}

const unchanging = new Set(['Identity', 'CenterCrop', 'Cropping2D', 'Slice', 'Reshape', 'Concatenate']);

function layerRange({ definition, params }: LayerNode, ranges: readonly Range[]): Range | undefined {
  const range: Range = [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
  if (unchanging.has(definition.kind)) return range;
  const { scale, offset, mean, variance, invert } = params;
  if (definition.kind === 'Rescaling' && typeof scale === 'number' && typeof offset === 'number') {
    return mapped(range, (value) => value * scale + offset);
  }
  if (definition.kind !== 'Normalization' || !Array.isArray(mean) || !Array.isArray(variance))
    return undefined;
  if (invert === true) return undefined;
  const each = (mean as readonly number[]).map((centre, index) =>
    mapped(range, (value) => (value - centre) / Math.sqrt((variance as readonly number[])[index] ?? 1)),
  );
  return [Math.min(...each.map(([low]) => low)), Math.max(...each.map(([, high]) => high))];
}

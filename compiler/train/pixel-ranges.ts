import { rescaledRange } from '../data/prepared-range.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';
import type { TrainSpec } from './train-spec.ts';

/** The least and the largest value. */
export type Range = readonly [number, number];

/** What the values of a tensor reach, by the pixels that the data gives; undefined where that is not known. */
export function pixelRanges({ graph, data, inputs }: TrainSpec): (tensor: Tensor) => Range | undefined {
  const ranges = new Map<Tensor, Range>();
  for (const input of graph.inputs) {
    const field = data.fields.find(({ name }) => name === inputs.get(input.name));
    const range = field?.type.kind === 'tensor' ? rescaledRange(field.name, data.prepare) : undefined;
    if (range !== undefined) ranges.set(input, range);
  }
  for (const layer of graph.layers) {
    const given = layer.inputs.map((input) => ranges.get(input)).filter((range) => range !== undefined);
    const made =
      given.length === 0 || given.length < layer.inputs.length ? undefined : layerRange(layer, hull(given));
    if (made !== undefined) ranges.set(layer, made);
  }
  return (tensor) => ranges.get(tensor);
}

const hull = (ranges: readonly Range[]): Range => [
  Math.min(...ranges.map(([low]) => low)),
  Math.max(...ranges.map(([, high]) => high)),
];

const mapped = (range: Range, change: (value: number) => number): Range => {
  const [a, b] = [change(range[0]), change(range[1])];
  return [Math.min(a, b), Math.max(a, b)];
};

/** Layers whose values lie between those that they are given. */
const unchanging = new Set([
  ...['Identity', 'CenterCrop', 'Cropping2D', 'Slice', 'Reshape', 'Flatten', 'Permute', 'Concatenate'],
  ...['UpSampling2D', 'Resizing', 'Maximum', 'Minimum', 'Average'],
  ...['MaxPooling2D', 'AveragePooling2D', 'GlobalMaxPooling2D', 'GlobalAveragePooling2D'],
]);

/** Layers that put zeros among the values. */
const withZeros = new Set(['ZeroPadding2D', 'Dropout', 'SpatialDropout2D']);

function layerRange({ kind, params }: LayerNode, range: Range): Range | undefined {
  if (unchanging.has(kind)) return range;
  if (withZeros.has(kind)) return hull([range, [0, 0]]);
  const { scale, offset, mean, variance, invert } = params;
  if (kind === 'Rescaling' && typeof scale === 'number' && typeof offset === 'number') {
    return mapped(range, (value) => value * scale + offset);
  }
  if (kind !== 'Normalization' || !Array.isArray(mean) || !Array.isArray(variance)) return undefined;
  if (invert === true) return undefined;
  const each = (mean as readonly number[]).map((centre, index) =>
    mapped(range, (value) => (value - centre) / Math.sqrt((variance as readonly number[])[index] ?? 1)),
  );
  return hull(each);
}

import { definitionOf } from '../../catalogue/layers/registry.ts';
import type { Constraint } from '../../catalogue/parameters/constraint.ts';
import type { ParameterSpec, ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { Regularizer } from '../../catalogue/parameters/regularizer.ts';
import type { LayerNode } from '../../graph/graph.ts';
import type { Initializer } from '../../ir/initializer.ts';
import { type Config, type Json, kerasObject } from './json.ts';
import { constraintConfig, initializerConfig, regularizerConfig } from './value-config.ts';

/** Layers whose configuration says which axis has the channels. */
const ofChannels =
  /^(?:(?:Depthwise|Separable)?Conv\dD|Conv\dDTranspose|(?:Global)?(?:Max|Average)Pooling\dD|SpatialDropout[23]D|Cropping[23]D|ZeroPadding\dD|UpSampling[23]D|Flatten|CenterCrop|Resizing)$/;

/** What a layer of Keras's is told: its parameters under the same names, axes counted from the batch on. */
export function layerConfig(layer: LayerNode<number>): Config {
  const { kind, params, inputs } = layer;
  const rank = (inputs[0]?.shape.length ?? 0) + 1;
  const specs = definitionOf(layer).params;
  const own = Object.entries(params).flatMap(([name, value]): [string, Json][] => {
    const spec = specs[name];
    return spec === undefined ? [] : [[name, valueJson(spec, value, rank)]];
  });
  return {
    trainable: true,
    dtype: kerasObject('keras', 'DTypePolicy', { name: 'float32' }),
    ...(ofChannels.test(kind) && { data_format: 'channels_last' }),
    ...Object.fromEntries(own),
    ...special[kind]?.(layer),
  };
}

/** Where a parameter is written otherwise by Keras. */
const special: Readonly<Record<string, (layer: LayerNode<number>) => Config>> = {
  Dropout: ({ params: { noise_shape: mask } }) => ({
    noise_shape: Array.isArray(mask) ? [null, ...(mask as readonly number[])] : null,
  }),
  Normalization: ({ params: { mean, variance } }) => ({ mean: single(mean), variance: single(variance) }),
  LayerScale: ({ inputs: [input] }) => ({ projection_dim: input?.shape.at(-1) ?? 1 }),
  Permute: ({ params: { dims } }) => ({ dims: dims as Json }),
  Dot: ({ params: { axes }, inputs: [input] }) => ({ axes: ofBoth(axes as readonly number[], input) }),
};

/** One axis stands for that of both. */
function ofBoth(axes: readonly number[], input: LayerNode<number>['inputs'][number] | undefined): Json {
  const [first = 0, second = first] = fromFront(axes, (input?.shape.length ?? 0) + 1);
  return [first, second];
}

/** One number for all positions is no list of one. */
const single = (numbers: ParameterValue | undefined): Json =>
  Array.isArray(numbers) && numbers.length === 1 ? (numbers as readonly number[])[0]! : (numbers as Json);

function valueJson({ type }: ParameterSpec, value: ParameterValue, rank: number): Json {
  if (value === null) return type === 'activation' ? 'linear' : null;
  if (type === 'initializer') return initializerConfig(value as Initializer);
  if (type === 'regularizer') return regularizerConfig(value as Regularizer);
  if (type === 'constraint') return constraintConfig(value as Constraint);
  if (type === 'axis') return (value as number) + 1;
  if (type === 'axes') return fromFront(value as readonly number[], rank);
  return type === 'margins' ? margins(value as readonly number[]) : (value as Json);
}

/** Keras takes some axes that are counted from both ends, or from the end, for others. */
export const fromFront = (axes: readonly number[], rank: number): readonly number[] =>
  axes.map((axis) => (axis < 0 ? axis + rank : axis));

/** Before and after, of several axes two by two. */
const margins = (flat: readonly number[]): Json =>
  flat.length === 2
    ? flat
    : flat.flatMap((before, index) => (index % 2 === 0 ? [[before, flat[index + 1] ?? 0]] : []));

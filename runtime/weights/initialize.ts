import type { Initializer } from '../../compiler/ir/initializer.ts';
import type { Variable } from '../../compiler/ir/ir.ts';
import { RandomStream } from '../random.ts';
import { orthogonal } from './orthogonal.ts';

/** The standard deviation of a standard normal truncated at ±2. */
const truncatedDeviation = 0.87962566103423978;

/**
 * The first values of a variable, as its initialiser says: drawn from a stream of the run's seed and the
 * variable's name, or of the initialiser's own seed, where variables of one shape come out alike, as in Keras.
 */
export function initialize(variable: Variable, seed: number): Float32Array {
  const { initializer, shape, name } = variable;
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  if (initializer.kind === 'constant') return values.fill(initializer.value);
  if (initializer.kind === 'identity')
    return values.map((_, index) => diagonal(index, shape, initializer.gain));
  const stream =
    initializer.seed === undefined
      ? new RandomStream(seed, `initializer/${name}`)
      : new RandomStream(initializer.seed, 'initializer');
  if (initializer.kind === 'orthogonal') return orthogonal(shape, initializer.gain, stream);
  const draw = drawFrom(initializer, shape, stream);
  for (let index = 0; index < values.length; index++) values[index] = draw();
  return values;
}

type RandomInitializer = Exclude<Initializer, { readonly kind: 'constant' | 'identity' | 'orthogonal' }>;

const diagonal = (index: number, [, columns = 1]: readonly number[], gain: number): number =>
  Math.floor(index / columns) === index % columns ? gain : 0;

function drawFrom(
  initializer: RandomInitializer,
  shape: readonly number[],
  stream: RandomStream,
): () => number {
  switch (initializer.kind) {
    case 'variance_scaling':
      return drawScaled(initializer, shape, stream);
    case 'random_normal':
      return () => initializer.mean + initializer.stddev * stream.normal();
    case 'truncated_normal':
      return () => initializer.mean + initializer.stddev * stream.truncatedNormal();
    case 'random_uniform':
      return uniformBetween(initializer.minval, initializer.maxval, stream);
  }
}

function drawScaled(
  initializer: Extract<Initializer, { readonly kind: 'variance_scaling' }>,
  shape: readonly number[],
  stream: RandomStream,
): () => number {
  const { fanIn, fanOut } = fansOf(shape);
  const fan = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 }[initializer.mode];
  const variance = initializer.scale / Math.max(1, fan);
  const deviation = Math.sqrt(variance);
  switch (initializer.distribution) {
    case 'truncated_normal':
      return () => (deviation / truncatedDeviation) * stream.truncatedNormal();
    case 'untruncated_normal':
      return () => deviation * stream.normal();
    case 'uniform': {
      const limit = Math.sqrt(3 * variance);
      return uniformBetween(-limit, limit, stream);
    }
  }
}

const uniformBetween = (minimum: number, maximum: number, stream: RandomStream) => () =>
  minimum + (maximum - minimum) * stream.uniform();

/**
 * Connections into and out of a unit, as Keras counts them: a dense kernel is (in, out), a filter
 * (…window, in, out), whose window multiplies both; a vector's fans are its length.
 */
export function fansOf(shape: readonly number[]): { readonly fanIn: number; readonly fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return { fanIn: window * (shape.at(-2) ?? 1), fanOut: window * (shape.at(-1) ?? 1) };
}

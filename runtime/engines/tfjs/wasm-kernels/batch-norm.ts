import { channelProducts, channelSquares, channelSums } from './channel-sums.ts';
import { blank, floats, wasmKernel } from './wasm-kernel.ts';

/** (x, gamma, beta) → y, mean, biased variance over all axes but the last, in three passes. */
export const batchNorm = wasmKernel('CnncBatchNorm', ({ backend, input, attributes }) => {
  const source = input('x');
  const channels = source.shape.at(-1) ?? 1;
  const outputs = [
    blank(backend, source.shape),
    blank(backend, [channels]),
    blank(backend, [channels]),
  ] as const;
  const x = floats(backend, source);
  const rows = x.length / channels;
  const mean = channelSums(x, channels).map((total) => total / rows);
  const variance = channelSquares(x, mean).map((total) => total / rows);
  floats(backend, outputs[1]).set(mean);
  floats(backend, outputs[2]).set(variance);
  const gamma = floats(backend, input('gamma'));
  const scale = inverseRoots(variance, Number(attributes['epsilon'])).map(
    (inverse, channel) => inverse * (gamma[channel] ?? 0),
  );
  normalise(x, floats(backend, outputs[0]), mean, scale, Float64Array.from(floats(backend, input('beta'))));
  return [...outputs];
});

/** (dy, x, gamma, mean, variance) → dx, dgamma, dbeta; see the decomposition for the formula. */
export const batchNormGrad = wasmKernel('CnncBatchNormGrad', ({ backend, input, attributes }) => {
  const source = input('x');
  const channels = source.shape.at(-1) ?? 1;
  const outputs = [
    blank(backend, source.shape),
    blank(backend, [channels]),
    blank(backend, [channels]),
  ] as const;
  const [dy, x] = [floats(backend, input('dy')), floats(backend, source)];
  const doubles = (name: string): Float64Array => Float64Array.from(floats(backend, input(name)));
  const [gamma, mean] = [doubles('gamma'), doubles('mean')];
  const inverse = inverseRoots(doubles('variance'), Number(attributes['epsilon']));
  const total = channelSums(dy, channels);
  const aligned = channelProducts(dy, x, mean);
  floats(backend, outputs[1]).set(aligned.map((sum, channel) => sum * (inverse[channel] ?? 0)));
  floats(backend, outputs[2]).set(total);
  const rows = x.length / channels;
  const offset = total.map((sum) => sum / rows);
  const slope = aligned.map((sum, channel) => (sum * (inverse[channel] ?? 0) ** 2) / rows);
  const scale = inverse.map((number, channel) => number * (gamma[channel] ?? 0));
  straighten(dy, x, floats(backend, outputs[0]), { mean, slope, offset, scale });
  return [...outputs];
});

const inverseRoots = (variance: Float64Array, epsilon: number): Float64Array =>
  variance.map((square) => 1 / Math.sqrt(square + epsilon));

/** y = (x − mean) · scale + beta */
function normalise(
  x: Float32Array,
  y: Float32Array,
  mean: Float64Array,
  scale: Float64Array,
  beta: Float64Array,
): void {
  const channels = mean.length;
  for (let row = 0; row < x.length; row += channels) {
    for (let channel = 0; channel < channels; channel += 1) {
      const apart = (x[row + channel] ?? 0) - (mean[channel] ?? 0);
      y[row + channel] = apart * (scale[channel] ?? 0) + (beta[channel] ?? 0);
    }
  }
}

/** dx = (dy − (x − mean) · slope − offset) · scale */
function straighten(
  dy: Float32Array,
  x: Float32Array,
  dx: Float32Array,
  { mean, slope, offset, scale }: Readonly<Record<'mean' | 'slope' | 'offset' | 'scale', Float64Array>>,
): void {
  const channels = mean.length;
  for (let row = 0; row < x.length; row += channels) {
    for (let channel = 0; channel < channels; channel += 1) {
      const apart = (x[row + channel] ?? 0) - (mean[channel] ?? 0);
      const along = apart * (slope[channel] ?? 0) + (offset[channel] ?? 0);
      dx[row + channel] = ((dy[row + channel] ?? 0) - along) * (scale[channel] ?? 0);
    }
  }
}

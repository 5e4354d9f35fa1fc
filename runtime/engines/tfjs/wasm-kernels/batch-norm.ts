import { blank, floats, wasmKernel } from './wasm-kernel.ts';

/** Sums in float64 of each channel of f(index, channel). */
function sums(
  length: number,
  channels: number,
  term: (index: number, channel: number) => number,
): Float64Array {
  const totals = new Float64Array(channels);
  for (let index = 0; index < length;) {
    for (let channel = 0; channel < channels; channel += 1, index += 1) {
      totals[channel] = (totals[channel] ?? 0) + term(index, channel);
    }
  }
  return totals;
}

/** (x, gamma, beta) → y, mean, biased variance over all axes but the last, in three passes. */
export const batchNorm = wasmKernel('CnncBatchNorm', ({ backend, input, attributes }) => {
  const x = input('x');
  const channels = x.shape.at(-1) ?? 1;
  const outputs = [blank(backend, x.shape), blank(backend, [channels]), blank(backend, [channels])] as const;
  const [from, gamma, beta] = [
    floats(backend, x),
    floats(backend, input('gamma')),
    floats(backend, input('beta')),
  ];
  const [y, mean, variance] = outputs.map((tensor) =>
    floats(backend, tensor),
  ) as unknown as Float32Array[] & {
    length: 3;
  };
  if (!y || !mean || !variance) throw new RangeError('three outputs were made');
  const rows = from.length / channels;
  const middle = sums(from.length, channels, (index) => from[index] ?? 0).map((total) => total / rows);
  const spread = sums(from.length, channels, (index, channel) => {
    const apart = (from[index] ?? 0) - (middle[channel] ?? 0);
    return apart * apart;
  }).map((total) => total / rows);
  mean.set(middle);
  variance.set(spread);
  const scale = spread.map(
    (square, channel) => (gamma[channel] ?? 0) / Math.sqrt(square + Number(attributes['epsilon'])),
  );
  for (let index = 0; index < from.length;) {
    for (let channel = 0; channel < channels; channel += 1, index += 1) {
      y[index] = ((from[index] ?? 0) - (middle[channel] ?? 0)) * (scale[channel] ?? 0) + (beta[channel] ?? 0);
    }
  }
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
  const read = (name: string): Float32Array => floats(backend, input(name));
  const [dy, x, gamma, mean, variance] = [
    read('dy'),
    read('x'),
    read('gamma'),
    read('mean'),
    read('variance'),
  ];
  const [dx, dgamma, dbeta] = [
    floats(backend, outputs[0]),
    floats(backend, outputs[1]),
    floats(backend, outputs[2]),
  ];
  const rows = x.length / channels;
  const inverse = Float64Array.from(
    variance,
    (square) => 1 / Math.sqrt(square + Number(attributes['epsilon'])),
  );
  const total = sums(x.length, channels, (index) => dy[index] ?? 0);
  const aligned = sums(
    x.length,
    channels,
    (index, channel) => (dy[index] ?? 0) * ((x[index] ?? 0) - (mean[channel] ?? 0)),
  );
  dbeta.set(total);
  dgamma.set(aligned.map((sum, channel) => sum * (inverse[channel] ?? 0)));
  const offset = total.map((sum) => sum / rows);
  const slope = aligned.map((sum, channel) => (sum * (inverse[channel] ?? 0) ** 2) / rows);
  const scale = inverse.map((number, channel) => number * (gamma[channel] ?? 0));
  for (let index = 0; index < x.length;) {
    for (let channel = 0; channel < channels; channel += 1, index += 1) {
      const along = ((x[index] ?? 0) - (mean[channel] ?? 0)) * (slope[channel] ?? 0) + (offset[channel] ?? 0);
      dx[index] = ((dy[index] ?? 0) - along) * (scale[channel] ?? 0);
    }
  }
  return [...outputs];
});

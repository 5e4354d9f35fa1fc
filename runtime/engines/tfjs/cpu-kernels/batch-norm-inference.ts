import { cpuKernel } from './cpu-kernel.ts';

/** gamma · (x − mean) / √(variance + epsilon) + beta, with statistics for each channel. */
export const batchNormInference = cpuKernel(
  'CnncBatchNormInference',
  ({ input, numbers, attributes, output }) => {
    const made = output(input('x').shape, 'float32');
    const epsilon = Number(attributes['epsilon']);
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((name) =>
      Float64Array.from(numbers(input(name))),
    );
    if (!gamma || !beta || !mean || !variance) throw new RangeError('batchNormInference has five tensors');
    const scale = variance.map((square, channel) => (gamma[channel] as number) / Math.sqrt(square + epsilon));
    const [x, y] = [numbers(input('x')), numbers(made)];
    const channels = mean.length;
    for (let row = 0; row < y.length; row += channels) {
      for (let channel = 0; channel < channels; channel++) {
        const apart = (x[row + channel] as number) - (mean[channel] as number);
        y[row + channel] = apart * (scale[channel] as number) + (beta[channel] as number);
      }
    }
    return made;
  },
);

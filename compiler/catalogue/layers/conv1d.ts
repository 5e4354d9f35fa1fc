import { defineConvolution } from './convolution.ts';
import { asRow, fromRow, rowKernel, rowSliding } from './rows.ts';
import { convolveImage } from './sliding.ts';

export const conv1d = defineConvolution({
  kind: 'Conv1D',
  aliases: ['Convolution1D'],
  doc: 'A 1D convolution over (length, channels): `filters` kernels slide along the sequence.',
  axes: 1,
  extent: 'Length',
  paddings: {
    type: 'enum',
    values: ['valid', 'same', 'causal'],
    doc: '`valid`: only whole windows; `same`: zeros around, so that the output is ⌈input / stride⌉; `causal`: the same zeros, all before.',
  },
  convolve: ({ build }, params, x, kernel) =>
    fromRow(build, convolveImage(build, rowSliding(params), asRow(build, x), rowKernel(build, kernel))),
});

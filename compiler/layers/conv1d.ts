import { batched, fixedShape, known } from '../program/size.ts';
import { defineConvolution, kernelWindow } from './convolution.ts';
import { shapeOf } from './input-shape.ts';
import { paddingsOf } from './window.ts';

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
  /** As an image of one row. */
  convolve({ build }, params, x, kernel) {
    const [length = 1, channels = 1] = shapeOf(x);
    const row = build.op('reshape', [x], { shape: batched([1, length, channels]) });
    const filter = build.op('reshape', [kernel], { shape: fixedShape([1, ...kernel.shape.map(known)]) });
    const [along = [0, 0]] = paddingsOf(kernelWindow(params), [length]);
    const convolved = build.op('conv2d', [row, filter], {
      strides: [1, params.strides[0] ?? 1],
      padding: [[0, 0], along],
      dilations: [1, params.dilation_rate[0] ?? 1],
      groups: params.groups,
    });
    return build.op('reshape', [convolved], { shape: batched(shapeOf(convolved).slice(1)) });
  },
});

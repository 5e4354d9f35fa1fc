import { defineConvolution, kernelWindow } from './convolution.ts';
import { shapeOf } from './input-shape.ts';
import { padding } from './shared-parameters.ts';
import { pair, paddingOf } from './window.ts';

export const conv2d = defineConvolution({
  kind: 'Conv2D',
  aliases: ['Convolution2D'],
  doc: 'A 2D convolution over (height, width, channels): `filters` kernels slide over the image.',
  axes: 2,
  extent: 'Height and width',
  paddings: padding,
  convolve: ({ build }, params, x, kernel) =>
    build.op('conv2d', [x, kernel], {
      strides: pair(params.strides),
      padding: paddingOf(kernelWindow(params), shapeOf(x)),
      dilations: pair(params.dilation_rate),
      groups: params.groups,
    }),
});

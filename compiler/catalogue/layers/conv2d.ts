import { defineConvolution } from './convolution.ts';
import { padding } from './shared-parameters.ts';
import { convolveImage } from './sliding.ts';

export const conv2d = defineConvolution({
  kind: 'Conv2D',
  aliases: ['Convolution2D'],
  doc: 'A 2D convolution over (height, width, channels): `filters` kernels slide over the image.',
  axes: 2,
  extent: 'Height and width',
  paddings: padding,
  convolve: ({ build }, params, x, kernel) => convolveImage(build, params, x, kernel),
});

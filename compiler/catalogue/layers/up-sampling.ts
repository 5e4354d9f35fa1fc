import { batched, batchSize, fixed, scale } from '../../ir/extent.ts';
import { multiply } from '../../sizes/size.ts';
import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { repeatPixels, resizeImage } from './resize-image.ts';
import { asRow, fromRow } from './rows.ts';
import { interpolation, windowSizes } from './shared-parameters.ts';

export const upSampling1d = defineLayer({
  kind: 'UpSampling1D',
  doc: 'Each step of a sequence a number of times.',
  params: { size: { type: 'integer', minimum: 1, default: 2, doc: 'How many times.' } },
  rank: [2],
  infer: ({ size }, [length = 0, channels = 0]) => [multiply(length, size), channels],
  keeps: () => 'sums',
  lower: ({ build }, { size }, x) => fromRow(build, repeatPixels(build, asRow(build, x), 1, size)),
});

export const upSampling2d = defineLayer({
  kind: 'UpSampling2D',
  elsewhere: 'Upsample UpsamplingNearest2d UpsamplingBilinear2d Upsampling',
  doc: 'The image a whole number of times as high and as wide.',
  params: {
    size: { ...windowSizes(2, 'By how much height and width grow.'), default: [2, 2] },
    interpolation: { ...interpolation, default: 'nearest' },
  },
  positional: 1,
  rank: [3],
  infer: ({ size: [down = 1, across = 1] }, [height = 0, width = 0, channels = 0]) => [
    multiply(height, down),
    multiply(width, across),
    channels,
  ],
  keeps: ({ interpolation: word }) => (word === 'nearest' || word === 'bilinear' ? 'sums' : undefined),
  lower({ build }, params, x) {
    const [down = 1, across = 1] = params.size;
    if (params.interpolation === 'nearest') return repeatPixels(build, x, down, across);
    const [height = 1, width = 1] = shapeOf(x);
    return resizeImage(build, x, [height * down, width * across], params.interpolation);
  },
});

export const upSampling3d = defineLayer({
  kind: 'UpSampling3D',
  doc: 'Each cell of a volume a number of times along each axis.',
  params: { size: { ...windowSizes(3, 'How many times.'), default: [2, 2, 2] } },
  rank: [4],
  infer: ({ size }, input) => input.map((length, axis) => multiply(length, size[axis] ?? 1)),
  keeps: () => 'sums',
  /** Every slice first; then slices, each as one pixel of a column. */
  lower({ build }, { size: [deep = 1, down = 1, across = 1] }, x) {
    const [depth = 1, height = 1, width = 1, channels = 1] = shapeOf(x);
    const shape = [scale(batchSize, depth), fixed(height), fixed(width), fixed(channels)];
    const wide = repeatPixels(build, build.op('reshape', [x], { shape }), down, across);
    const slice = height * down * width * across * channels;
    const column = build.op('reshape', [wide], { shape: batched([depth, 1, slice]) });
    const whole = repeatPixels(build, column, deep, 1);
    return build.op('reshape', [whole], {
      shape: batched([depth * deep, height * down, width * across, channels]),
    });
  },
});

import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { repeatPixels, resizeImage } from './resize-image.ts';
import { interpolation, windowSizes } from './shared-parameters.ts';

export const upSampling2d = defineLayer({
  kind: 'UpSampling2D',
  doc: 'The image a whole number of times as high and as wide.',
  params: {
    size: { ...windowSizes(2, 'By how much height and width grow.'), default: [2, 2] },
    interpolation: { ...interpolation, default: 'nearest' },
  },
  positional: 1,
  rank: [3],
  infer: ({ size: [down = 1, across = 1] }, [height = 0, width = 0, channels = 0]) => [
    height * down,
    width * across,
    channels,
  ],
  lower({ build }, params, x) {
    const [down = 1, across = 1] = params.size;
    if (params.interpolation === 'nearest') return repeatPixels(build, x, down, across);
    const [height = 1, width = 1] = shapeOf(x);
    return resizeImage(build, x, [height * down, width * across], params.interpolation);
  },
});

import { boxOfAspect, cropImage } from './crop-image.ts';
import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { resizeImage } from './resize-image.ts';

export const centerCrop = defineLayer({
  kind: 'CenterCrop',
  doc: 'The middle of the image; one that is too small is cropped to the proportions and resized (bilinear).',
  params: {
    height: { type: 'integer', minimum: 1, doc: 'The height that is kept.' },
    width: { type: 'integer', minimum: 1, doc: 'The width that is kept.' },
  },
  rank: [3],
  infer: (params, input) => [params.height, params.width, input[2] ?? 0],
  keeps: () => 'sums',
  lower({ build }, { height, width }, x) {
    const [fromHeight = 1, fromWidth = 1] = shapeOf(x);
    if (fromHeight < height || fromWidth < width) {
      const box = boxOfAspect(fromHeight, fromWidth, height, width);
      return resizeImage(build, cropImage(build, x, box), [height, width], 'bilinear');
    }
    const top = Math.floor((fromHeight - height) / 2);
    const left = Math.floor((fromWidth - width) / 2);
    return cropImage(build, x, { top, left, height, width });
  },
});

import { boxOfAspect, cropImage, padToAspect } from './crop-image.ts';
import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { resizeImage } from './resize-image.ts';
import { interpolation } from './shared-parameters.ts';

const flag = (doc: string) => ({ type: 'boolean', default: false, doc }) as const;

export const resizing = defineLayer({
  kind: 'Resizing',
  doc: 'The image at another height and width.',
  params: {
    height: { type: 'integer', minimum: 1, doc: 'The new height.' },
    width: { type: 'integer', minimum: 1, doc: 'The new width.' },
    interpolation: { ...interpolation, default: 'bilinear' },
    crop_to_aspect_ratio: flag('Whether the largest part in the middle with the new proportions is taken.'),
    pad_to_aspect_ratio: flag('Whether the image is brought to the new proportions by adding at the sides.'),
    fill_mode: { type: 'enum', values: ['constant'], default: 'constant', doc: 'What is added.' },
    fill_value: { type: 'number', default: 0, doc: 'The number that is added.' },
    antialias: flag('Whether shrinking takes the mean of all pixels that it skips.'),
  },
  rank: [3],
  infer: (params, input) =>
    params.crop_to_aspect_ratio && params.pad_to_aspect_ratio
      ? { parameter: 'pad_to_aspect_ratio', message: 'the image is either cropped or padded, not both' }
      : [params.height, params.width, input[2] ?? 0],
  lower({ build }, params, x) {
    const size = [params.height, params.width] as const;
    const [height = 1, width = 1] = shapeOf(x);
    const cropped = params.crop_to_aspect_ratio
      ? cropImage(build, x, boxOfAspect(height, width, ...size))
      : x;
    const padded = params.pad_to_aspect_ratio
      ? padToAspect(build, cropped, size, params.fill_value)
      : cropped;
    return resizeImage(build, padded, size, params.interpolation, params.antialias);
  },
});

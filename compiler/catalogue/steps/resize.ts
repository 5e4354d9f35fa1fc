import { definePreparation } from './define-preparation.ts';

export const resize = definePreparation({
  kind: 'Resizing',
  doc: 'Makes pictures one size, and moves their boxes with them.',
  params: {
    height: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The new height.' },
    width: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The new width.' },
    interpolation: {
      type: 'enum',
      values: ['bilinear', 'nearest'],
      default: 'bilinear',
      doc: 'How values between pixels are found.',
    },
    crop_to_aspect_ratio: {
      type: 'boolean',
      default: false,
      doc: 'Whether the image is cropped, not stretched.',
    },
  },
  unsupported: {
    pad_to_aspect_ratio: 'padding is not supported yet',
    fill_mode: 'padding is not supported yet',
    fill_value: 'padding is not supported yet',
    antialias: 'antialiasing is not supported yet',
    data_format: 'images are always channels-last (height, width, channels)',
  },
  make: ({ height, width, interpolation, crop_to_aspect_ratio: cropToAspectRatio }) => ({
    ...{ height, width, interpolation, cropToAspectRatio },
  }),
});

import { definePreparation } from './define-preparation.ts';

/** How pictures are made one size. */
export interface ResizeStep {
  readonly height: number;
  readonly width: number;
  readonly interpolation: 'bilinear' | 'nearest';
  readonly cropToAspectRatio: boolean;
  /** What is beside a picture that keeps its proportions; absent: it has no margins. */
  readonly fill?: number;
}

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
    pad_to_aspect_ratio: {
      type: 'boolean',
      default: false,
      doc: 'Whether the image is given margins, not stretched (a letterbox).',
    },
    fill_value: {
      type: 'number',
      default: 0,
      doc: 'What margins are filled with, in what pixels are before this step.',
    },
  },
  unsupported: {
    fill_mode: 'margins are of one value, `fill_value`',
    antialias: 'antialiasing is not supported yet',
    data_format: 'images are always channels-last (height, width, channels)',
  },
  make({ height, width, interpolation, crop_to_aspect_ratio: cropToAspectRatio, ...padding }): ResizeStep {
    const { pad_to_aspect_ratio: isPadded, fill_value: fill } = padding;
    return { height, width, interpolation, cropToAspectRatio, ...(isPadded && { fill }) };
  },
});

import type { ParamsOf } from '../parameters/parameters.ts';

/** Parameters of what warps a picture. */
export const samplingParams = {
  fill_mode: {
    type: 'enum',
    values: ['reflect', 'constant', 'wrap', 'nearest'],
    default: 'reflect',
    doc: 'What lies outside of the picture.',
  },
  interpolation: {
    type: 'enum',
    values: ['bilinear', 'nearest'],
    default: 'bilinear',
    doc: 'How values between pixels are found.',
  },
  fill_value: { type: 'number', default: 0, doc: 'The value outside with `fill_mode=constant`.' },
} as const;

/** How a warped picture takes what lies between its pixels, and outside of it. */
export interface Sampling {
  readonly fill: 'reflect' | 'constant' | 'wrap' | 'nearest';
  readonly interpolation: 'bilinear' | 'nearest';
  /** Outside of the picture where `fill` is `constant`. */
  readonly value: number;
}

export const samplingOf = ({
  fill_mode: fill,
  interpolation,
  fill_value: value,
}: ParamsOf<typeof samplingParams>): Sampling => ({ fill, interpolation, value });

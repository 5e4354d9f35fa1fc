import type { LayerParams, ParameterTable } from '../parameters/parameters.ts';
import type { AugmentStep, Bounds, Sampling } from './augment-step.ts';

/** A layer that can stand in `augment`: Keras's parameters in Keras's order. */
export interface Augmentation {
  readonly params: ParameterTable;
  /** How many of them may be given by position. */
  readonly positional: number;
  /** Parameters that are a factor or its two bounds, with what Keras allows. */
  readonly factors?: Readonly<Record<string, Allowed>>;
  /** What others count a factor in: how many make the whole, and what the factor counts. */
  readonly unit?: { readonly whole: number; readonly why: string };
  /** The step; bounds are in `bounds` by the name of their parameter. `range`: the values that pixels have. */
  readonly make: (
    params: LayerParams,
    bounds: Readonly<Record<string, Bounds>>,
    range: Bounds,
  ) => AugmentStep;
}

/** What a factor may be. */
export interface Allowed {
  readonly range: Bounds;
  /** Whether it must be above the least. */
  readonly exclusive?: boolean;
}

const factor = (doc: string) => ({ type: 'numbers', doc }) as const;

const sampling: ParameterTable = {
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
};

const samplingOf = (params: LayerParams): Sampling => ({
  fill: params['fill_mode'] as Sampling['fill'],
  interpolation: params['interpolation'] as Sampling['interpolation'],
  value: params['fill_value'] as number,
});

const valueRange: ParameterTable = {
  value_range: {
    type: 'numbers',
    default: null,
    nullable: true,
    doc: 'The least and greatest value of a pixel; by default what `prepare` makes of 0 to 255.',
  },
};

const all: Allowed = { range: [-1, 1] };
/** At −1 nothing would be left of the picture. */
const zoom: Allowed = { range: [-1, 1], exclusive: true };
const share: Allowed = { range: [0, 1] };
const none: Bounds = [0, 0];

/** Every layer of `augment` by Keras's name. */
export const augmentations: Readonly<Record<AugmentStep['kind'], Augmentation>> = {
  RandomFlip: {
    params: {
      mode: {
        type: 'enum',
        values: ['horizontal', 'vertical', 'horizontal_and_vertical'],
        default: 'horizontal_and_vertical',
        doc: 'Which way; both ways are one draw, as in Keras.',
      },
    },
    positional: 1,
    make: ({ mode }) => ({
      kind: 'RandomFlip',
      horizontal: mode !== 'vertical',
      vertical: mode !== 'horizontal',
    }),
  },
  RandomRotation: {
    params: { factor: factor('Turns: 0.1 is up to 36° either way; or [lower, upper].'), ...sampling },
    positional: 3,
    factors: { factor: all },
    unit: { whole: 360, why: 'the factor is in turns, not degrees' },
    make: (params, { factor: turns = none }) => ({
      kind: 'RandomRotation',
      factor: turns,
      sampling: samplingOf(params),
    }),
  },
  RandomTranslation: {
    params: {
      height_factor: factor('A fraction of the height either way; or [lower, upper], below 0 upwards.'),
      width_factor: factor('A fraction of the width either way; or [lower, upper], below 0 to the left.'),
      ...sampling,
    },
    positional: 4,
    factors: { height_factor: all, width_factor: all },
    make: (params, { height_factor: height = none, width_factor: width = none }) => ({
      kind: 'RandomTranslation',
      height,
      width,
      sampling: samplingOf(params),
    }),
  },
  RandomZoom: {
    params: {
      height_factor: factor('A fraction of the height: below 0 zooms in, above out; or [lower, upper].'),
      width_factor: {
        ...factor('The same of the width; by default the proportions stay.'),
        default: null,
        nullable: true,
      },
      ...sampling,
    },
    positional: 4,
    factors: { height_factor: zoom, width_factor: zoom },
    make: (params, { height_factor: height = none, width_factor: width }) => ({
      kind: 'RandomZoom',
      height,
      ...(width === undefined ? {} : { width }),
      sampling: samplingOf(params),
    }),
  },
  RandomCrop: {
    params: {
      height: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The height that is kept.' },
      width: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The width that is kept.' },
    },
    positional: 2,
    make: ({ height, width }) => ({
      kind: 'RandomCrop',
      height: height as number,
      width: width as number,
    }),
  },
  RandomContrast: {
    params: {
      factor: factor('0.2 multiplies by 0.8 to 1.2; or [how much less, how much more].'),
      ...valueRange,
    },
    positional: 2,
    factors: { factor: share },
    make: (_params, { factor: [less, more] = none }, range) => ({
      kind: 'RandomContrast',
      factor: [1 - Math.abs(less), 1 + more],
      range,
    }),
  },
  RandomBrightness: {
    params: {
      factor: factor('A fraction of the range that is added or taken away; or [lower, upper].'),
      ...valueRange,
    },
    positional: 2,
    factors: { factor: all },
    unit: { whole: 255, why: 'the factor is a share of the range of pixels' },
    make: (_params, { factor: added = none }, range) => ({ kind: 'RandomBrightness', factor: added, range }),
  },
  RandomGrayscale: {
    params: {
      factor: { type: 'number', minimum: 0, maximum: 1, default: 0.5, doc: 'How probable it is.' },
    },
    positional: 1,
    make: (params) => ({ kind: 'RandomGrayscale', factor: params['factor'] as number }),
  },
};

export const augmentKinds = Object.keys(augmentations) as readonly AugmentStep['kind'][];

/** Keras's parameters that have no meaning here, with why. */
export const unsupportedAugmentParameters: Readonly<Record<string, string>> = {
  seed: 'draws follow from the seed of the run',
  data_format: 'images are always channels-last (height, width, channels)',
  bounding_box_format: 'boxes are moved with their images',
};

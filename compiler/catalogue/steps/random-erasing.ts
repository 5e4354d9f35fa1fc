import {
  type Bounds,
  always,
  chance,
  defineAugmentation,
  factor,
  share,
  valueRange,
} from './define-augmentation.ts';

const preset: Bounds = [0.02, 0.33];

export const randomErasing = defineAugmentation({
  kind: 'RandomErasing',
  doc: 'Covers a rectangle of a picture, with one colour or with noise.',
  params: {
    factor: chance,
    scale: {
      ...factor('The squares of what shares of width and height it has, each drawn for itself.'),
      default: preset,
    },
    fill_value: {
      type: 'numbers',
      default: null,
      nullable: true,
      doc: 'A value, or one for each channel; `none` draws noise.',
    },
    ...valueRange,
  },
  positional: 4,
  factors: { factor: share, scale: share },
  perChannel: ['fill_value'],
  make: ({ fill_value: fill }, { bounds: { factor: probability = always, scale = preset }, range }) => ({
    probability,
    scale,
    ...(fill === null ? {} : { fill }),
    range,
  }),
});

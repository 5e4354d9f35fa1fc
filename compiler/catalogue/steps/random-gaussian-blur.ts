import { always, chance, defineAugmentation, factor, share, valueRange } from './define-augmentation.ts';

export const randomGaussianBlur = defineAugmentation({
  kind: 'RandomGaussianBlur',
  doc: 'Blurs a picture; beyond its edges lie zeros, as in Keras.',
  params: {
    factor: chance,
    kernel_size: {
      type: 'integer',
      minimum: 1,
      maximum: 99,
      default: 3,
      doc: 'How many pixels, across and down, go into one: an odd number.',
    },
    sigma: {
      ...factor('The deviation in pixels, for each axis: 0.7 draws 0 to 0.7; or [lower, upper].'),
      default: 1,
    },
    ...valueRange,
  },
  positional: 4,
  factors: { factor: share, sigma: share },
  odd: ['kernel_size'],
  make: ({ kernel_size: size }, { bounds: { factor: probability = always, sigma = always }, range }) => ({
    ...{ probability, size, sigma, range },
  }),
});

import { type Bounds, defineAugmentation, factor, valueRange } from './define-augmentation.ts';

const all: Bounds = [1, 8];

export const randomPosterization = defineAugmentation({
  kind: 'RandomPosterization',
  doc: 'Leaves each value only its first bits, of the eight that it has within 0 to 255.',
  params: {
    factor: factor(
      'Up to how many bits, which are not reached: 4 leaves 1 to 3; or [lower, upper]. 1 leaves one.',
    ),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: { range: all, reading: 'upTo', whole: true } },
  make: (_params, { bounds: { factor: bits = all }, range }) => ({ bits, range }),
});

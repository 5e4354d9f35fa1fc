import { defineAugmentation, factor, share, unchanged, valueRange } from './define-augmentation.ts';

export const randomSaturation = defineAugmentation({
  kind: 'RandomSaturation',
  doc: 'Makes colours paler or stronger.',
  params: {
    factor: factor(
      '0.5 leaves them, 0 takes them away, towards 1 they become as strong as can be: [0.4, 0.6]; a number draws from 0 on.',
    ),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: share },
  ofColour: true,
  fromZero: true,
  make: (_params, { bounds: { factor: saturation = unchanged }, range }) => ({ factor: saturation, range }),
});

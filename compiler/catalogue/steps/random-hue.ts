import { defineAugmentation, factor, share, unchanged, valueRange } from './define-augmentation.ts';

export const randomHue = defineAugmentation({
  kind: 'RandomHue',
  doc: 'Turns the hues of a picture, half of the draws the other way.',
  params: {
    factor: factor('How far: 1 is half of the colour wheel; or [lower, upper].'),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: share },
  ofColour: true,
  make: (_params, { bounds: { factor: turns = unchanged }, range }) => ({ factor: turns, range }),
});

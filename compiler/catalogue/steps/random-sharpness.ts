import { defineAugmentation, factor, share, unchanged, valueRange } from './define-augmentation.ts';

export const randomSharpness = defineAugmentation({
  kind: 'RandomSharpness',
  doc: 'Makes a picture softer or sharper.',
  params: {
    factor: factor('0 softens, 0.5 leaves, 1 sharpens: [0.4, 0.8]; a number draws from 0 on.'),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: share },
  make: (_params, { bounds: { factor: sharpness = unchanged }, range }) => ({ factor: sharpness, range }),
});

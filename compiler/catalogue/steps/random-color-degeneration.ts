import { defineAugmentation, factor, share, unchanged, valueRange } from './define-augmentation.ts';

export const randomColorDegeneration = defineAugmentation({
  kind: 'RandomColorDegeneration',
  doc: 'Mixes a picture with its shades of grey.',
  params: {
    factor: factor('The part of the grey one: 0.5 draws 0 to 0.5; or [lower, upper].'),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: share },
  greyToo: true,
  make: (_params, { bounds: { factor: part = unchanged }, range }) => ({ factor: part, range }),
});

import { defineAugmentation, eitherWay, factor, unchanged, valueRange } from './define-augmentation.ts';

export const randomBrightness = defineAugmentation({
  kind: 'RandomBrightness',
  doc: 'Makes a picture darker or brighter.',
  params: {
    factor: factor('A fraction of the range that is added or taken away; or [lower, upper].'),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: eitherWay },
  unit: { whole: 255, why: 'the factor is a share of the range of pixels' },
  make: (_params, { bounds: { factor: added = unchanged }, range }) => ({ factor: added, range }),
});

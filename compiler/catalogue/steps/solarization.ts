import { defineAugmentation, factor, share, unchanged, valueRange } from './define-augmentation.ts';

export const solarization = defineAugmentation({
  kind: 'Solarization',
  doc: 'Adds to all values of a picture, and inverts those that are not below a threshold.',
  params: {
    addition_factor: {
      ...factor('A share of 255 that is added: 0.1 draws 0 to 0.1; or [lower, upper].'),
      default: 0,
    },
    threshold_factor: { ...factor('The threshold, as a share of 255; 0 inverts all values.'), default: 0 },
    ...valueRange,
  },
  positional: 3,
  factors: { addition_factor: share, threshold_factor: share },
  make: (
    _params,
    { bounds: { addition_factor: addition = unchanged, threshold_factor: threshold = unchanged }, range },
  ) => ({ addition, threshold, range }),
});

import { defineAugmentation, factor, unchanged, valueRange } from './define-augmentation.ts';
import { deviation, deviations } from './deviations.ts';

export const randomContrast = defineAugmentation({
  kind: 'RandomContrast',
  doc: 'Brings values nearer to the mean of their channel, or further from it.',
  params: {
    factor: factor('0.2 multiplies by 0.8 to 1.2; or [how much less, how much more].'),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: deviations },
  make: (_params, { bounds: { factor: by = unchanged }, range }) => ({ factor: deviation(by), range }),
});

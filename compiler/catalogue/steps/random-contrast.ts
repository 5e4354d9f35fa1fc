import { type Bounds, defineAugmentation, factor, unchanged, valueRange } from './define-augmentation.ts';

export const randomContrast = defineAugmentation({
  kind: 'RandomContrast',
  doc: 'Brings values nearer to the mean of their channel, or further from it.',
  params: {
    factor: factor('0.2 multiplies by 0.8 to 1.2; or [how much less, how much more].'),
    ...valueRange,
  },
  positional: 2,
  factors: { factor: { range: [0, 1] } },
  make(_params, { bounds: { factor: [less, more] = unchanged }, range }) {
    const by: Bounds = [1 - Math.abs(less), 1 + more];
    return { factor: by, range };
  },
});

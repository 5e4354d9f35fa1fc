import { defineAugmentation } from './define-augmentation.ts';

export const mixUp = defineAugmentation({
  kind: 'MixUp',
  doc: 'Mixes each picture of a batch with another one of it, by a share that is drawn; the loss counts both classes by theirs. The last step.',
  params: {
    alpha: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1000,
      default: 0.2,
      doc: 'Shares are drawn from Beta(alpha, alpha): below 1 most are near 0 or 1.',
    },
  },
  positional: 1,
  mixes: true,
  make: ({ alpha }) => ({ alpha }),
});

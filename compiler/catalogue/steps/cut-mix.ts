import { always, defineAugmentation, factor, share } from './define-augmentation.ts';

export const cutMix = defineAugmentation({
  kind: 'CutMix',
  doc: 'Puts a rectangle of another picture of the batch into each; the loss counts both classes by their areas. The last step.',
  params: {
    factor: {
      ...factor(
        'Shares are drawn from Beta(a, a), where a is drawn for a batch: from 0 to this; or [lower, upper].',
      ),
      default: 1,
    },
  },
  positional: 1,
  factors: { factor: share },
  mixes: true,
  make: (_params, { bounds: { factor: alpha = always } }) => ({ factor: alpha }),
});

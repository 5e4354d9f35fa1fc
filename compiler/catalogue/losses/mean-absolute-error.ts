import { defineLoss } from './define-loss.ts';

export const meanAbsoluteError = defineLoss({
  kind: 'mae',
  aliases: ['mean_absolute_error', 'MeanAbsoluteError'],
  elsewhere: 'L1Loss l1_loss L1 l1 absolute_error meanAbsoluteError absoluteDifference',
  doc: 'The mean of |target − prediction| over the last axis.',
  params: {},
  fields: ['box', 'tensor'],
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower({ build, target, prediction }) {
    const distance = build.op('abs', [build.op('subtract', [prediction, target], {})], {});
    return build.op('reduceMean', [distance], { axes: [distance.shape.length - 1], keepDims: false });
  },
});

import { defineLoss } from './define-loss.ts';

export const meanSquaredError = defineLoss({
  kind: 'mse',
  aliases: ['mean_squared_error', 'MeanSquaredError'],
  elsewhere: `MSELoss mse_loss L2Loss L2 l2 l2_loss squared_error mean_square_error meanSquaredError sse quadratic`,
  doc: 'The mean of (target − prediction)² over the last axis.',
  params: {},
  fields: ['box', 'tensor'],
  usualFor: ['box', 'tensor'],
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower({ build, target, prediction }) {
    const squared = build.op('square', [build.op('subtract', [prediction, target], {})], {});
    return build.op('reduceMean', [squared], { axes: [squared.shape.length - 1], keepDims: false });
  },
});

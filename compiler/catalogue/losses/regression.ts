import { defineLoss } from './define-loss.ts';

export const meanSquaredError = defineLoss({
  kind: 'mse',
  doc: 'The mean of (target − prediction)² over the last axis.',
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower({ build, target, prediction }) {
    const squared = build.op('square', [build.op('subtract', [prediction, target], {})], {});
    return build.op('reduceMean', [squared], { axes: [squared.shape.length - 1], keepDims: false });
  },
});

export const meanAbsoluteError = defineLoss({
  kind: 'mae',
  doc: 'The mean of |target − prediction| over the last axis.',
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower({ build, target, prediction }) {
    const distance = build.op('abs', [build.op('subtract', [prediction, target], {})], {});
    return build.op('reduceMean', [distance], { axes: [distance.shape.length - 1], keepDims: false });
  },
});

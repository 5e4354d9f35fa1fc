import { ratio } from './class-counts.ts';
import { defineMetric, likePrediction, quantitiesDiffer } from './define-metric.ts';

export const rootMeanSquaredError = defineMetric({
  kind: 'rmse',
  aliases: ['root_mean_squared_error', 'RootMeanSquaredError'],
  elsewhere: 'RMSE root_mean_square_error',
  doc: 'The root of the mean of (target − prediction)² over all data.',
  params: {},
  misfit: quantitiesDiffer,
  target: likePrediction,
  statistics({ build, target, prediction }) {
    const squares = build.op('square', [build.op('subtract', [prediction, target], {})], {});
    const others = squares.shape.map((_, axis) => axis).slice(1);
    const each = build.op('reduceMean', [squares], { axes: others, keepDims: false });
    return build.op('reduceSum', [each], { axes: [0], keepDims: true });
  },
  result: ([sum = 0], _params, examples) => Math.sqrt(ratio(sum, examples)),
});

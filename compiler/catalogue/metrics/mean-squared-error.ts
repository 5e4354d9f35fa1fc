import { meanOver } from './arithmetic.ts';
import { defineMetric, likePrediction, quantitiesDiffer } from './define-metric.ts';

export const meanSquaredError = defineMetric({
  kind: 'mse',
  aliases: ['mean_squared_error', 'MeanSquaredError'],
  elsewhere: 'l2 L2 mean_square_error',
  doc: 'The mean of (target − prediction)².',
  params: {},
  misfit: quantitiesDiffer,
  target: likePrediction,
  lower: ({ build, target, prediction }) =>
    meanOver(build, build.op('square', [build.op('subtract', [prediction, target], {})], {})),
});

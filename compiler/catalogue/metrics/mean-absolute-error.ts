import { meanOver } from './arithmetic.ts';
import { defineMetric, likePrediction, quantitiesDiffer } from './define-metric.ts';

export const meanAbsoluteError = defineMetric({
  kind: 'mae',
  aliases: ['mean_absolute_error', 'MeanAbsoluteError'],
  elsewhere: 'l1 L1 mean_abs_error',
  doc: 'The mean of |target − prediction|.',
  params: {},
  misfit: quantitiesDiffer,
  target: likePrediction,
  lower: ({ build, target, prediction }) =>
    meanOver(build, build.op('abs', [build.op('subtract', [prediction, target], {})], {})),
});

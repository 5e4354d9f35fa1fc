import { meanOver } from './arithmetic.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { classScores, notOfClasses } from './scores.ts';

export const brier = defineMetric({
  kind: 'brier',
  aliases: ['BrierScore', 'brier_score'],
  elsewhere: 'brier_score_loss Brier brier_loss',
  doc: 'The mean of (probability − what is so)²; of several classes its sum over them, from 0 to 2 (Brier, 1950).',
  params: {},
  readsScores: true,
  misfit: notOfClasses,
  target: likePrediction,
  lower(context) {
    const { build, target, prediction, exclusive } = classScores(context);
    const squares = build.op('square', [build.op('subtract', [prediction, target], {})], {});
    return exclusive
      ? build.op('reduceSum', [squares], { axes: [1], keepDims: false })
      : meanOver(build, squares);
  },
});

import { fixed } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import { toFloat } from './arithmetic.ts';
import { ratio } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { above, classScores, countedOf, largestOf, notOfClasses } from './scores.ts';

export const pixelAccuracy = defineMetric({
  kind: 'pixel_accuracy',
  aliases: ['PixelAccuracy'],
  elsewhere: 'pixel_acc mask_accuracy overall_accuracy',
  doc: 'How many positions have the class that they are predicted to have; of values of yes or no, how many are on the right side of 0.5.',
  params: {},
  readsScores: true,
  ofMasks: true,
  better: 'more',
  misfit: notOfClasses,
  target: likePrediction,
  statistics(context) {
    const scores = classScores(context);
    const { build, target, prediction, exclusive } = scores;
    const isRight = exclusive
      ? build.op('multiply', [largestOf(build, prediction), largestOf(build, target)], {})
      : toFloat(build, build.op('equal', [above(build, prediction, 0.5), above(build, target, 0.5)], {}));
    const sum = (value: Value): Value =>
      build.op('reshape', [build.op('reduceSum', [value], { axes: [0, 1], keepDims: false })], {
        shape: [fixed(1)],
      });
    const ones = toFloat(build, build.op('equal', [prediction, prediction], {}));
    const all = exclusive ? build.op('reduceMean', [ones], { axes: [1], keepDims: true }) : ones;
    return build.op('concat', [countedOf(scores, isRight), countedOf(scores, all)].map(sum), { axis: 0 });
  },
  result: ([right = 0, all = 0]) => ratio(right, all),
});

import { meanOver, toFloat } from './arithmetic.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { above, classScores, largestOf, notOfClasses } from './scores.ts';

export const pixelAccuracy = defineMetric({
  kind: 'pixel_accuracy',
  aliases: ['PixelAccuracy'],
  elsewhere: 'pixel_acc mask_accuracy overall_accuracy',
  doc: 'How many positions have the class that they are predicted to have; of values of yes or no, how many are on the right side of 0.5.',
  params: {},
  readsScores: true,
  better: 'more',
  misfit: notOfClasses,
  target: likePrediction,
  lower(context) {
    const { build, target, prediction, exclusive } = classScores(context);
    if (!exclusive) {
      const right = build.op('equal', [above(build, prediction, 0.5), above(build, target, 0.5)], {});
      return meanOver(build, toFloat(build, right));
    }
    const both = build.op('multiply', [largestOf(build, prediction), largestOf(build, target)], {});
    return build.op('reduceSum', [both], { axes: [1], keepDims: false });
  },
});

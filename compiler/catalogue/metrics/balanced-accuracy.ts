import { allClassCounts, meanOf, readAllCounts } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { notOfOneClass } from './scores.ts';

export const balancedAccuracy = defineMetric({
  kind: 'balanced_accuracy',
  aliases: ['BalancedAccuracy'],
  elsewhere: 'balanced_accuracy_score balanced_acc bacc unweighted_average_recall uar mean_class_accuracy',
  doc: 'The mean over classes of how many of their examples are recognised, so that each class counts as much as any other; as scikit-learn’s `balanced_accuracy_score`.',
  params: {
    adjusted: {
      type: 'boolean',
      default: false,
      doc: 'Whether guessing comes to 0, rather than to 1 / classes.',
    },
  },
  readsScores: true,
  ofMasks: true,
  better: 'more',
  misfit: notOfOneClass('recall'),
  target: likePrediction,
  statistics: (context) => allClassCounts(context),
  result(sums, { adjusted }) {
    const there = readAllCounts(sums).filter(({ actual }) => actual > 0);
    const mean = meanOf(there.map(({ right, actual }) => right / actual));
    const chance = 1 / there.length;
    return adjusted && there.length > 1 ? (mean - chance) / (1 - chance) : mean;
  },
});

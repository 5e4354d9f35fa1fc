import { allClassCounts, positionsIn, ratio, readAllCounts, total } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { notOfOneClass } from './scores.ts';

export const matthewsCorrelation = defineMetric({
  kind: 'matthews_correlation',
  aliases: ['MatthewsCorrelation'],
  elsewhere: 'mcc MCC matthews_corrcoef matthews phi_coefficient MatthewsCorrCoef MulticlassMatthewsCorrCoef',
  doc: 'The correlation of predicted and actual classes, 1 where all are right and 0 by chance; as scikit-learn’s `matthews_corrcoef`, for any number of classes.',
  params: {},
  readsScores: true,
  ofMasks: true,
  better: 'more',
  misfit: notOfOneClass('f1_score'),
  target: likePrediction,
  statistics: (context) => allClassCounts(context),
  result(sums) {
    const counts = readAllCounts(sums);
    const all = positionsIn(counts);
    const right = total(counts, (count) => count.right);
    const byChance = total(counts, ({ predicted, actual }) => predicted * actual);
    const spreadOf = (squares: number): number => Math.max(0, all ** 2 - squares);
    const spread =
      spreadOf(total(counts, ({ predicted }) => predicted ** 2)) *
      spreadOf(total(counts, ({ actual }) => actual ** 2));
    return ratio(right * all - byChance, Math.sqrt(spread));
  },
});

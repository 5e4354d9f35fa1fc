import { averaged, averageName, averageParam } from './average.ts';
import { classCounts, type ClassCount, ratio, readCounts } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { notOfClasses } from './scores.ts';

const params = {
  thresholds: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    nullable: true,
    default: null,
    doc: 'The bound above which a value counts as predicted. With `none` it is 0.5, and among several classes the largest value is the one that is predicted.',
  },
  class_id: {
    type: 'integer',
    minimum: 0,
    nullable: true,
    default: null,
    doc: 'The class whose figure it is; with `none` all classes count.',
  },
  average: averageParam,
} as const;

const figureOf = <const K extends string>(
  kind: K,
  className: string,
  facts: { readonly doc: string; readonly elsewhere: string; readonly figure: (count: ClassCount) => number },
) =>
  defineMetric({
    kind,
    aliases: [className],
    elsewhere: facts.elsewhere,
    doc: facts.doc,
    params,
    unsupported: { top_k: 'the best k are not looked at; there is `TopKCategoricalAccuracy(k=5)`' },
    positional: 1,
    readsScores: true,
    ofMasks: true,
    better: 'more',
    logged: ({ average, class_id: only }) =>
      only === null ? averageName(kind, average) : `${kind}_of_${only}`,
    misfit(judged, { class_id: only }) {
      const misfit = notOfClasses(judged);
      const classes = judged.shape.at(-1);
      if (misfit !== undefined || only === null || typeof classes !== 'number' || only < classes)
        return misfit;
      return { why: `it has ${classes} ${classes === 1 ? 'value' : 'values'}, and none is number ${only}` };
    },
    target: likePrediction,
    statistics: (context, { thresholds }) => classCounts(context, thresholds),
    result(sums, { average, class_id: only }) {
      const counts = readCounts(sums);
      return averaged(only === null ? counts : counts.slice(only, only + 1), average, facts.figure);
    },
  });

export const precision = figureOf('precision', 'Precision', {
  doc: 'Of what is predicted to be of a class, how much is. Of one value, the class is yes.',
  elsewhere: `prec positive_predictive_value ppv MulticlassPrecision BinaryPrecision MultilabelPrecision precision_score`,
  figure: ({ right, predicted }) => ratio(right, predicted),
});

export const recall = figureOf('recall', 'Recall', {
  doc: 'Of what is of a class, how much is predicted to be. Of one value, the class is yes.',
  elsewhere: `rec sensitivity true_positive_rate tpr MulticlassRecall BinaryRecall MultilabelRecall recall_score`,
  figure: ({ right, actual }) => ratio(right, actual),
});

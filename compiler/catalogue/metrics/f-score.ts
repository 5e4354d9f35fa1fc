import { averaged, averageName, averageParam } from './average.ts';
import { classCounts, type ClassCount, ratio, readCounts } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { notOfClasses } from './scores.ts';

const threshold = {
  type: 'number',
  minimum: 0,
  maximum: 1,
  nullable: true,
  default: null,
  doc: 'The bound above which a value counts as predicted. With `none` it is 0.5, and among several classes the largest value is the one that is predicted.',
} as const;

/** (1 + β²) · right / (β² · actual + predicted): the harmonic mean of precision and recall, which is β times as important. */
const score =
  (beta: number) =>
  ({ right, predicted, actual }: ClassCount): number =>
    ratio((1 + beta ** 2) * right, beta ** 2 * actual + predicted);

export const f1Score = defineMetric({
  kind: 'f1_score',
  aliases: ['F1Score'],
  elsewhere: 'f1 F1 f_score fscore f1score F1_score MulticlassF1Score BinaryF1Score MultilabelF1Score',
  doc: 'The harmonic mean of precision and recall, class by class. Of one value, the class is yes.',
  params: { average: averageParam, threshold },
  readsScores: true,
  ofMasks: true,
  better: 'more',
  logged: ({ average }) => averageName('f1_score', average),
  misfit: notOfClasses,
  target: likePrediction,
  statistics: (context, params) => classCounts(context, params.threshold),
  result: (sums, { average }) => averaged(readCounts(sums), average, score(1)),
});

export const fbetaScore = defineMetric({
  kind: 'fbeta_score',
  aliases: ['FBetaScore'],
  elsewhere: 'fbeta f_beta Fbeta f_beta_score fbetascore MulticlassFBetaScore BinaryFBetaScore',
  doc: 'The harmonic mean of precision and recall, of which recall is `beta` times as important.',
  params: {
    average: averageParam,
    beta: { type: 'number', exclusiveMinimum: 0, default: 1, doc: 'How much more recall counts.' },
    threshold,
  },
  readsScores: true,
  ofMasks: true,
  better: 'more',
  logged: ({ average, beta }) =>
    averageName(beta === 1 ? 'fbeta_score' : `f${String(beta).replace('.', '_')}_score`, average),
  misfit: notOfClasses,
  target: likePrediction,
  statistics: (context, params) => classCounts(context, params.threshold),
  result: (sums, { average, beta }) => averaged(readCounts(sums), average, score(beta)),
});

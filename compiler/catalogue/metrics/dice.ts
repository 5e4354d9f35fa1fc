import { averaged, averageName, averageParam } from './average.ts';
import { classCounts, ratio, readCounts } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { notOfClasses } from './scores.ts';

export const dice = defineMetric({
  kind: 'dice',
  aliases: ['DiceScore'],
  elsewhere: 'Dice dice_coef dice_coefficient dice_score DiceCoefficient sorensen_dice dsc',
  doc: 'Twice the positions that are predicted and are of a class, by those that are predicted and those that are so, over all data; of one value, of yes. Classes that do not occur are left out.',
  params: { average: averageParam },
  readsScores: true,
  ofMasks: true,
  better: 'more',
  logged: ({ average }) => averageName('dice', average),
  misfit: notOfClasses,
  target: likePrediction,
  statistics: (context) => classCounts(context),
  result: (sums, { average }) =>
    averaged(
      readCounts(sums).filter(({ predicted, actual }) => predicted + actual > 0),
      average,
      ({ right, predicted, actual }) => ratio(2 * right, predicted + actual),
    ),
});

import { allClassCounts, meanOf, readAllCounts } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { notOfOneClass } from './scores.ts';

export const meanIou = defineMetric({
  kind: 'mean_iou',
  aliases: ['MeanIoU', 'mean_io_u'],
  elsewhere: `miou mIoU mIOU jaccard jaccard_index jaccard_score JaccardIndex MulticlassJaccardIndex BinaryJaccardIndex
    OneHotMeanIoU BinaryIoU OneHotIoU`,
  doc: 'The mean over classes of how many positions are predicted and are of a class, among those that are either; as Keras’s `MeanIoU`, of one value of no and yes. Classes that do not occur are left out.',
  params: {},
  unsupported: {
    num_classes: 'the output has as many classes as it has values',
    ignore_class: 'all positions count',
  },
  readsScores: true,
  ofMasks: true,
  better: 'more',
  misfit: notOfOneClass('dice'),
  target: likePrediction,
  statistics: (context) => allClassCounts(context),
  result: (sums) =>
    meanOf(
      readAllCounts(sums)
        .map(({ right, predicted, actual }) => ({ right, either: predicted + actual - right }))
        .filter(({ either }) => either > 0)
        .map(({ right, either }) => right / either),
    ),
});

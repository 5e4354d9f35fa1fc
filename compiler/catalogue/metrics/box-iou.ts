import { notBoxes, overlap, shareOf } from './box-overlap.ts';
import { defineMetric, likePrediction } from './define-metric.ts';

export const boxIou = defineMetric({
  kind: 'box_iou',
  aliases: ['BoxIoU'],
  doc: 'Intersection over union of boxes, as Keras’s `compute_iou` has it; what `prepare` makes of a box is undone first. Of two empty boxes it is 0.',
  params: {},
  readsBoxes: true,
  better: 'more',
  misfit: notBoxes,
  target: likePrediction,
  lower(context) {
    const { shared, union } = overlap(context);
    return shareOf(context.build, shared, union);
  },
});

import { notBoxes, overlap, shareOf } from './box-overlap.ts';
import { defineMetric, likePrediction } from './define-metric.ts';

export const boxGiou = defineMetric({
  kind: 'box_giou',
  aliases: ['BoxGIoU'],
  elsewhere: 'giou GIoU generalized_iou generalized_box_iou GeneralizedIntersectionOverUnion',
  doc: 'Generalised intersection over union of boxes: less by how much of a box around both neither covers, from −1 to 1 (Rezatofighi et al., 2019).',
  params: {},
  readsBoxes: true,
  better: 'more',
  misfit: notBoxes,
  target: likePrediction,
  lower(context) {
    const { build } = context;
    const { shared, union, around } = overlap(context);
    const empty = build.op('subtract', [around, union], {});
    return build.op('subtract', [shareOf(build, shared, union), shareOf(build, empty, around)], {});
  },
});

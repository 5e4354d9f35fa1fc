import type { AnyMetricDefinition, Judged, Misfit } from './define-metric.ts';

/** Which of COCO's average precisions: the mean over overlaps, or that at one. */
export type WholeMeasure = 'ap' | 'ap50' | 'ap75';

/** Why an output tells of no objects, where it does not. */
function findsNothing({ target, isDetections }: Judged): Misfit | undefined {
  if (target.type.kind !== 'boxes') return { why: `\`${target.name}\` is no list of boxes` };
  return isDetections === true ? undefined : { why: 'it is no rows of `Detections`' };
}

const defineAveragePrecision = <const K extends WholeMeasure>(
  kind: K,
  at: string,
  aliases: readonly string[] = [],
): AnyMetricDefinition & { readonly kind: K } => ({
  kind,
  aliases,
  doc: `Average precision of the objects that a detector finds, as COCO's evaluation has it: the mean over the classes ${at}. It is of whole parts: the validation part after each epoch, the test part at the end.`,
  params: {},
  better: 'more',
  whole: kind,
  logged: () => kind,
  misfit: findsNothing,
  target: (_prediction, lossTarget) => lossTarget,
});

export const ap = defineAveragePrecision('ap', 'and over overlaps of 0.5 to 0.95', [
  'average_precision',
  'AveragePrecision',
]);
export const ap50 = defineAveragePrecision('ap50', 'at an overlap of at least 0.5');
export const ap75 = defineAveragePrecision('ap75', 'at an overlap of at least 0.75');

import type { Corners } from '../data/source.ts';

/** Intersection over union of two boxes, as Keras's `compute_iou`: a box of negative width or height is empty; of two empty ones 0. */
export function boxOverlap(a: Corners, b: Corners): number {
  const shared = area([
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ]);
  const union = area(a) + area(b) - shared;
  return union > 0 ? shared / union : 0;
}

const area = ([left, top, right, bottom]: Corners): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

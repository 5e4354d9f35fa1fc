import type { Corners } from '../data/source.ts';
import type { PixelBox } from './boxes.ts';

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

export const pixelArea = ([, , width, height]: PixelBox): number => width * height;

/** What two boxes share over what they cover, or over another area; as pycocotools' `maskUtils.iou`. */
export function pixelOverlap(a: PixelBox, b: PixelBox, over?: number): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (over ?? pixelArea(a) + pixelArea(b) - shared);
}

import { isInPicture } from '../marked-points.ts';
import type { Corners, Picture, Points } from '../source.ts';

/** The points of an object as COCO has them, x, y and whether it is marked, and what is wrong with them: what lies outside counts as unseen. */
export function readKeypoints(
  numbers: readonly number[],
  size: Pick<Picture, 'height' | 'width'>,
): { readonly marked: Points; readonly faults: readonly string[] } {
  if (numbers.length % 3 !== 0)
    return {
      marked: [],
      faults: [`\`keypoints\` has ${numbers.length} numbers, not three for each point; they are left out`],
    };
  const faults: string[] = [];
  const marked = Array.from({ length: numbers.length / 3 }, (_, point) => {
    const [x = 0, y = 0, seen = 0] = numbers.slice(3 * point, 3 * point + 3);
    if (seen <= 0) return undefined;
    if (isInPicture([x, y], size)) return [x, y] as const;
    const of = `its ${size.width} × ${size.height} pixels`;
    faults.push(`keypoint ${point + 1} lies outside of ${of}; it counts as unseen`);
    return undefined;
  });
  return { marked, faults };
}

/** The points of the largest of the objects of a picture that have any. */
export class LargestPoints {
  #area = -1;
  marked: Points | undefined;
  /** How many objects have points. */
  count = 0;

  offer(marked: Points, [left, top, right, bottom]: Corners): void {
    if (marked.every((point) => point === undefined)) return;
    this.count++;
    const area = (right - left) * (bottom - top);
    if (area <= this.#area) return;
    this.#area = area;
    this.marked = marked;
  }
}

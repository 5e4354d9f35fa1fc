import type { Corners } from '../source.ts';

/** A box as far as it lies in its picture, in fractions of it, and what is wrong with it; without a box where nothing of it does. */
export interface FoundBox {
  readonly box?: Corners;
  readonly fault?: string;
}

/**
 * A box in a picture of a size, both in the same unit; `slack`: so far over the edge is rounding. One that has no area, or lies outside, is
 * left out, one that reaches outside is cut off there.
 */
export function boxWithin(
  [left, top, right, bottom]: Corners,
  { height, width }: { readonly height: number; readonly width: number },
  slack: number,
): FoundBox {
  if (!(right > left && bottom > top)) return { fault: 'the box has no area; the object is left out' };
  const fraction = (value: number, whole: number): number => Math.min(1, Math.max(0, value / whole));
  const box: Corners = [
    fraction(left, width),
    fraction(top, height),
    fraction(right, width),
    fraction(bottom, height),
  ];
  const of = width === 1 && height === 1 ? 'its picture' : `its ${width} × ${height} pixels`;
  if (!(box[2] > box[0] && box[3] > box[1]))
    return { fault: `the box lies outside of ${of}; the object is left out` };
  const isWithin = left >= -slack && top >= -slack && right <= width + slack && bottom <= height + slack;
  return isWithin ? { box } : { box, fault: `the box reaches outside of ${of}; it is cut off there` };
}

import type { Corners } from '../source.ts';

/** The box of an image: in pixels, or in fractions of its width and height. */
export interface WrittenBox {
  readonly corners: Corners;
  readonly unit: 'pixels' | 'fractions';
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** Numbers are written with few digits: so far over the edge, in their unit, is no mistake. */
const rounding = 1e-3;

/** A box in fractions of a picture of this size; a text says why it does not fit. */
export function fractionsOf(
  { corners, unit, line }: WrittenBox,
  { height, width }: { readonly height: number; readonly width: number },
): Corners | string {
  const sizes = unit === 'pixels' ? [width, height] : [1, 1];
  const size = (axis: number): number => sizes[axis % 2] ?? 1;
  const fits = corners.every((value, axis) => value >= -rounding && value <= size(axis) + rounding);
  if (!fits) return `its box (line ${line}) reaches outside of its ${width} × ${height} pixels`;
  const fraction = (value: number, axis: number): number => Math.min(1, Math.max(0, value / size(axis)));
  const [left, top, right, bottom] = corners;
  return [fraction(left, 0), fraction(top, 1), fraction(right, 0), fraction(bottom, 1)];
}

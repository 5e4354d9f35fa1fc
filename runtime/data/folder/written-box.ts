import type { Corners } from '../source.ts';

/** The box of an image: in pixels, or in fractions of its width and height. */
export interface WrittenBox {
  readonly corners: Corners;
  readonly unit: 'pixels' | 'fractions';
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** A box in fractions of a picture of this size; a text says why it does not fit. */
export function fractionsOf(
  { corners, unit, line }: WrittenBox,
  { height, width }: { readonly height: number; readonly width: number },
): Corners | string {
  const [left, top, right, bottom] = corners;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  if (unit === 'fractions') return [clip(left), clip(top), clip(right), clip(bottom)];
  if (left >= 0 && top >= 0 && right <= width && bottom <= height) {
    return [left / width, top / height, right / width, bottom / height];
  }
  return `its box (line ${line}) reaches outside of its ${width} × ${height} pixels`;
}

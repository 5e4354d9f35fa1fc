import type { Picture } from '../../source.ts';
import { floatsOf } from '../floats-of.ts';

/** A rectangle of a picture, by its first column and row and those after its last. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where pixels lie whose corners are at least at the beginning of what covers shares of the sides, and before its end. */
export function placeOf(
  { height, width }: Pick<Picture, 'height' | 'width'>,
  at: readonly [x: number, y: number],
  shares: readonly [wide: number, high: number],
): Place {
  const [left, right] = spanOf(width, at[0], shares[0]);
  const [top, bottom] = spanOf(height, at[1], shares[1]);
  return { left, top, right, bottom };
}

/** What lies of a side within a part of it, which begins at a share of what is left. */
function spanOf(length: number, at: number, share: number): readonly [number, number] {
  const { fround } = Math;
  const extent = fround(fround(share) * length);
  const start = fround(fround(at) * fround(length - extent));
  return [Math.ceil(start), Math.ceil(fround(start + extent))];
}

/** A picture with another one, of the same number of channels, in place of a part. */
export function cover({ data: given, ...shape }: Picture, place: Place, patch: Float32Array): Picture {
  const data = floatsOf(given).slice();
  const { width, channels } = shape;
  const line = (place.right - place.left) * channels;
  for (let row = place.top; row < place.bottom; row++) {
    const start = (row - place.top) * line;
    data.set(patch.subarray(start, start + line), (row * width + place.left) * channels);
  }
  return { ...shape, data };
}

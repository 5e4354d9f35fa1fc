import type { Bounds } from '../../../../compiler/catalogue/steps/define-augmentation.ts';
import type { Picture } from '../../source.ts';
import { mapValues } from './map-values.ts';

const { fround } = Math;

/** A picture whose values, of one range, are brought into another as Keras's layers do; the same where they are equal. */
export function intoRange(picture: Picture, [low, high]: Bounds, [newLow, newHigh]: Bounds): Picture {
  if (low === newLow && high === newHigh) return picture;
  const [from, extent] = [fround(low), fround(fround(high) - fround(low))];
  const [to, newExtent] = [fround(newLow), fround(fround(newHigh) - fround(newLow))];
  return mapValues(picture, (value) => fround(fround(fround(value - from) / extent) * newExtent) + to);
}

/** What pixels of files have. */
export const bytes: Bounds = [0, 255];

/** Changes values as if they were of 0 to 255. */
export const withinBytes = (
  picture: Picture,
  range: Bounds,
  change: (picture: Picture) => Picture,
): Picture => intoRange(change(intoRange(picture, range, bytes)), bytes, range);

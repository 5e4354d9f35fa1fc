import { unlabelled } from '../../compiler/catalogue/fields/field-type.ts';
import type { Corners, Picture } from '../data/source.ts';

/** A mask, and where it lies in its picture, in pixels of that. */
export interface DrawnMask {
  readonly mask: Picture;
  readonly region: Corners;
}

type Size = Pick<Picture, 'height' | 'width'>;

/** A mask in the size of the picture in which it lies: each pixel is of the class of the nearest; what the mask does not reach is unlabelled. */
export function maskInPicture(drawn: DrawnMask, { height, width }: Size): Picture {
  const { mask } = drawn;
  const [rows, columns] = nearestOf(drawn, { height, width });
  const data = new Uint8Array(height * width).fill(unlabelled);
  rows.forEach((row, y) => {
    if (row < 0) return;
    columns.forEach((column, x) => {
      if (column >= 0) data[y * width + x] = mask.data[row * mask.width + column] ?? unlabelled;
    });
  });
  return { height, width, channels: 1, data };
}

/** How many pixels of the picture are of each class, without such a mask at hand. */
export function pixelsInPicture(drawn: DrawnMask, size: Size, classes: number): Float64Array {
  const { mask } = drawn;
  const [rows, columns] = nearestOf(drawn, size);
  const [down, across] = [timesOf(rows, mask.height), timesOf(columns, mask.width)];
  const pixels = new Float64Array(classes);
  mask.data.forEach((label, place) => {
    const times = (down[Math.floor(place / mask.width)] ?? 0) * (across[place % mask.width] ?? 0);
    pixels[label] = (pixels[label] ?? 0) + times;
  });
  return pixels;
}

/** For each row and column of the picture, which of the mask is nearest to its middle; −1 where it does not reach. */
function nearestOf({ mask, region: [left, top, right, bottom] }: DrawnMask, { height, width }: Size) {
  const along = (size: number, from: number, to: number, places: number): Int32Array =>
    Int32Array.from({ length: size }, (_, index) => {
      const place = Math.floor(((index + 0.5 - from) * places) / (to - from));
      return place >= 0 && place < places ? place : -1;
    });
  return [along(height, top, bottom, mask.height), along(width, left, right, mask.width)] as const;
}

function timesOf(places: Int32Array, count: number): Uint32Array {
  const times = new Uint32Array(count);
  for (const place of places) if (place >= 0) times[place] = (times[place] ?? 0) + 1;
  return times;
}

import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import type { Corners, Picture } from '../source.ts';

export type Resizing = Extract<PrepareStep, { readonly kind: 'Resizing' }>;

type Size = Pick<Picture, 'height' | 'width'>;

/** A part of an image, in whole pixels; what lies beside the image are its margins. */
interface Region {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Resizes an image as Keras's `Resizing` does on TensorFlow: pixel centres at halves, no antialiasing, float32
 * arithmetic; with `crop_to_aspect_ratio`, of the largest middle part that has the new proportions, with a `fill` of the smallest part around
 * the image that has them, give or take a pixel.
 */
export function resize(image: Picture, step: Resizing): Picture {
  const region = regionOf(image, step);
  const { height, width } = step;
  if (step.fill !== undefined) return resizePadded(image, region, step, step.fill);
  if (step.interpolation === 'nearest') return resizeNearest(image, region, height, width);
  return resizeBilinear(image, region, height, width);
}

/** Moves a box with the image that it belongs to; what is cut off is cut off the box. */
export function resizeBox(box: Corners, image: Size, step: Resizing): Corners {
  const { top, left, height, width } = regionOf(image, step);
  const [x0, y0, x1, y1] = box;
  const across = (x: number): number => clampUnit((x * image.width - left) / width);
  const down = (y: number): number => clampUnit((y * image.height - top) / height);
  return [across(x0), down(y0), across(x1), down(y1)];
}

const clampUnit = (value: number): number => Math.min(1, Math.max(0, value));

/** The part of an image that a step takes, by Keras's own arithmetic, in its order and precision. */
export function regionOf({ height, width }: Size, step: Resizing): Region {
  if (step.fill !== undefined) {
    const top = margin(width * step.height, step.width, height);
    const left = margin(height * step.width, step.height, width);
    return { top: -top, left: -left, height: height + 2 * top, width: width + 2 * left };
  }
  if (!step.cropToAspectRatio) return { top: 0, left: 0, height, width };
  const cropHeight = cropSide(width * step.height, step.width, height);
  const cropWidth = cropSide(height * step.width, step.height, width);
  const top = Math.trunc((height - cropHeight) / 2);
  const left = Math.trunc((width - cropWidth) / 2);
  return { top, left, height: cropHeight, width: cropWidth };
}

/** How much is missing at either end of a side. */
const margin = (product: number, divisor: number, side: number): number =>
  Math.trunc((Math.max(side, Math.trunc(Math.fround(Math.fround(product) / divisor))) - side) / 2);

const cropSide = (product: number, divisor: number, side: number): number =>
  Math.max(1, Math.min(side, Math.trunc(Math.fround(Math.fround(product) / divisor))));

/** Resizes a part that reaches beyond the image, where all pixels are of one value. */
function resizePadded(
  image: Picture,
  region: Region,
  { interpolation, ...size }: Resizing,
  fill: number,
): Picture {
  const { height, width } = size;
  const { channels, data: from } = image;
  const tapsOf = interpolation === 'nearest' ? nearestTaps : tapsFor;
  const [rows, columns] = [tapsOf(height, region.height), tapsOf(width, region.width)];
  const data = new Float32Array(height * width * channels);
  const at = (row: number, column: number, channel: number): number =>
    row < 0 || column < 0 || row >= image.height || column >= image.width
      ? fill
      : (from[(row * image.width + column) * channels + channel] ?? 0);
  let position = 0;
  for (let row = 0; row < height; row++) {
    const [upper, lower, down] = [
      region.top + (rows.low[row] ?? 0),
      region.top + (rows.high[row] ?? 0),
      rows.fraction[row] ?? 0,
    ];
    for (let column = 0; column < width; column++) {
      const left = region.left + (columns.low[column] ?? 0);
      const right = region.left + (columns.high[column] ?? 0);
      const across = columns.fraction[column] ?? 0;
      for (let channel = 0; channel < channels; channel++) {
        const top = blend(at(upper, left, channel), at(upper, right, channel), across);
        const bottom = blend(at(lower, left, channel), at(lower, right, channel), across);
        data[position++] = blend(top, bottom, down);
      }
    }
  }
  return { height, width, channels, data };
}

function nearestTaps(newSize: number, oldSize: number): Taps {
  const low = nearest(newSize, oldSize);
  return { low, high: low, fraction: new Float32Array(newSize) };
}

/** For each new position, the two old ones it lies between, and how far from the first. */
interface Taps {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly fraction: Float32Array;
}

function tapsFor(newSize: number, oldSize: number): Taps {
  const ratio = Math.fround(oldSize / newSize);
  const taps = {
    low: new Int32Array(newSize),
    high: new Int32Array(newSize),
    fraction: new Float32Array(newSize),
  };
  for (let index = 0; index < newSize; index++) {
    const place = Math.fround(Math.fround(Math.fround(index + 0.5) * ratio) - 0.5);
    const floor = Math.floor(place);
    taps.low[index] = Math.max(floor, 0);
    taps.high[index] = Math.min(Math.ceil(place), oldSize - 1);
    taps.fraction[index] = place - floor;
  }
  return taps;
}

function resizeBilinear(image: Picture, region: Region, height: number, width: number): Picture {
  const { channels, data: from } = image;
  const rows = tapsFor(height, region.height);
  const columns = tapsFor(width, region.width);
  const data = new Float32Array(height * width * channels);
  const pitch = image.width * channels;
  let position = 0;
  for (let row = 0; row < height; row++) {
    const upper = (region.top + (rows.low[row] ?? 0)) * pitch;
    const lower = (region.top + (rows.high[row] ?? 0)) * pitch;
    const down = rows.fraction[row] ?? 0;
    for (let column = 0; column < width; column++) {
      const left = (region.left + (columns.low[column] ?? 0)) * channels;
      const right = (region.left + (columns.high[column] ?? 0)) * channels;
      const across = columns.fraction[column] ?? 0;
      for (let channel = 0; channel < channels; channel++) {
        const top = blend(from[upper + left + channel] ?? 0, from[upper + right + channel] ?? 0, across);
        const bottom = blend(from[lower + left + channel] ?? 0, from[lower + right + channel] ?? 0, across);
        data[position++] = blend(top, bottom, down);
      }
    }
  }
  return { height, width, channels, data };
}

/** `a + (b − a) · fraction`, rounded to float32 after each operation. */
const blend = (a: number, b: number, fraction: number): number =>
  Math.fround(a + Math.fround(Math.fround(b - a) * fraction));

function resizeNearest(image: Picture, region: Region, height: number, width: number): Picture {
  const { channels, data: from } = image;
  const rows = nearest(height, region.height);
  const columns = nearest(width, region.width);
  const size = height * width * channels;
  const data = from instanceof Uint8Array ? new Uint8Array(size) : new Float32Array(size);
  let position = 0;
  for (const row of rows) {
    for (const column of columns) {
      const start = ((region.top + row) * image.width + region.left + column) * channels;
      for (let channel = 0; channel < channels; channel++) data[position++] = from[start + channel] ?? 0;
    }
  }
  return { height, width, channels, data };
}

function nearest(newSize: number, oldSize: number): Int32Array {
  const ratio = Math.fround(oldSize / newSize);
  return Int32Array.from({ length: newSize }, (_, index) =>
    Math.max(0, Math.min(oldSize - 1, Math.floor(Math.fround(Math.fround(index + 0.5) * ratio)))),
  );
}

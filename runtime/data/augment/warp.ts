import type { Sampling } from '../../../compiler/catalogue/steps/sampling.ts';
import type { Picture } from '../source.ts';
import { floatsOf } from './floats-of.ts';
import { placed } from './placed.ts';

/**
 * Where a pixel of the new picture comes from: x = a0·x′ + a1·y′ + a2 and y = b0·x′ + b1·y′ + b2, both in pixels
 * from the centre of the first one. In Keras's order.
 */
export type Affine = readonly [a0: number, a1: number, a2: number, b0: number, b1: number, b2: number];

/** An affine map with a perspective: both coordinates are divided by c0·x′ + c1·y′ + 1. */
export type Homography = readonly [...Affine, c0: number, c1: number];

export type WarpMap = Affine | Homography;

/** A picture moved by a map, as Keras's `affine_transform` and `perspective_transform` do on TensorFlow (ImageProjectiveTransformV3), in float32. */
export function warp(
  { height, width, channels, data: from }: Picture,
  map: WarpMap,
  sampling: Sampling,
): Picture {
  const picture = { height, width, channels, data: floatsOf(from) };
  const data = new Float32Array(height * width * channels);
  const [a0 = 1, a1 = 0, a2 = 0, b0 = 0, b1 = 1, b2 = 0, c0 = 0, c1 = 0] = Float32Array.from(map);
  const warpRow = sampling.interpolation === 'nearest' ? nearestRow : bilinearRow;
  const [acrossX, acrossY] = [multiples(a0, width), multiples(b0, width)];
  const xs = new Float32Array(width);
  const ys = new Float32Array(width);
  for (let row = 0; row < height; row++) {
    addTo(acrossX, Math.fround(a1 * row), a2, xs);
    addTo(acrossY, Math.fround(b1 * row), b2, ys);
    if (c0 !== 0 || c1 !== 0) project(xs, ys, c0, Math.fround(c1 * row));
    placeAll(xs, width, sampling.fill);
    placeAll(ys, height, sampling.fill);
    warpRow(picture, xs, ys, sampling.value, data, row * width * channels);
  }
  return { height, width, channels, data };
}

/** `factor` times 0, 1, 2, …. */
const multiples = (factor: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => factor * index);

/** `(each + first) + second`, rounded to float32 after each sum. */
function addTo(each: Float32Array, first: number, second: number, into: Float32Array): void {
  for (let index = 0; index < each.length; index++) {
    into[index] = Math.fround((each[index] ?? 0) + first) + second;
  }
}

/** Divides the coordinates of a row by how far away each is; what is on the horizon is nowhere. */
function project(xs: Float32Array, ys: Float32Array, c0: number, down: number): void {
  for (let index = 0; index < xs.length; index++) {
    const distance = Math.fround(Math.fround(Math.fround(c0 * index) + down) + 1);
    xs[index] = distance === 0 ? -Infinity : (xs[index] ?? 0) / distance;
    ys[index] = distance === 0 ? -Infinity : (ys[index] ?? 0) / distance;
  }
}

/** Brings the coordinates of a row into a side of `length` pixels; they rise or fall, so that the ends tell whether all lie within. */
function placeAll(ats: Float32Array, length: number, fill: Sampling['fill']): void {
  const [first = 0, last = 0] = [ats[0], ats.at(-1)];
  if (fill === 'constant' || (Math.min(first, last) >= 0 && Math.max(first, last) <= length - 1)) return;
  for (let index = 0; index < ats.length; index++) ats[index] = placed(ats[index] ?? 0, length, fill);
}

interface FloatPicture extends Picture {
  readonly data: Float32Array;
}

/** Gives a row of new pixels, which begins at `place`, what lies at each of some coordinates. */
type RowWarp = (
  picture: FloatPicture,
  xs: Float32Array,
  ys: Float32Array,
  outside: number,
  into: Float32Array,
  place: number,
) => void;

const nearestRow: RowWarp = (picture, xs, ys, outside, into, place) => {
  const { width, height, channels, data } = picture;
  let at = place;
  for (let column = 0; column < width; column++) {
    const x = roundAway(xs[column] ?? 0);
    const y = roundAway(ys[column] ?? 0);
    const isInside = x >= 0 && x < width && y >= 0 && y < height;
    let from = (y * width + x) * channels;
    for (const end = at + channels; at < end; at++, from++) into[at] = isInside ? (data[from] ?? 0) : outside;
  }
};

const bilinearRow: RowWarp = (picture, xs, ys, outside, into, place) => {
  const { width, height, channels, data } = picture;
  const pitch = width * channels;
  let at = place;
  for (let column = 0; column < width; column++) {
    const x = xs[column] ?? 0;
    const y = ys[column] ?? 0;
    const left = Math.floor(x);
    const top = Math.floor(y);
    const across = Math.fround(x - left);
    const down = Math.fround(y - top);
    const restAcross = Math.fround(left + 1 - x);
    const restDown = Math.fround(top + 1 - y);
    let upper = top * pitch + left * channels;
    let lower = upper + pitch;
    const end = at + channels;
    // Most pixels lie between four others of the picture.
    if (left >= 0 && top >= 0 && left + 1 < width && top + 1 < height) {
      for (; at < end; at++, upper++, lower++) {
        const above = mean(data[upper] ?? 0, data[upper + channels] ?? 0, restAcross, across);
        const below = mean(data[lower] ?? 0, data[lower + channels] ?? 0, restAcross, across);
        into[at] = mean(above, below, restDown, down);
      }
      continue;
    }
    const hasLeft = left >= 0 && left < width;
    const hasRight = left >= -1 && left + 1 < width;
    const hasTop = top >= 0 && top < height;
    const hasBottom = top >= -1 && top + 1 < height;
    for (; at < end; at++, upper++, lower++) {
      const topLeft = hasTop && hasLeft ? (data[upper] ?? 0) : outside;
      const topRight = hasTop && hasRight ? (data[upper + channels] ?? 0) : outside;
      const bottomLeft = hasBottom && hasLeft ? (data[lower] ?? 0) : outside;
      const bottomRight = hasBottom && hasRight ? (data[lower + channels] ?? 0) : outside;
      const above = mean(topLeft, topRight, restAcross, across);
      const below = mean(bottomLeft, bottomRight, restAcross, across);
      into[at] = mean(above, below, restDown, down);
    }
  }
};

/** `a` and `b` by their weights, rounded to float32 after each operation. */
const mean = (a: number, b: number, weightOfA: number, weightOfB: number): number =>
  Math.fround(Math.fround(weightOfA * a) + Math.fround(weightOfB * b));

/** Halves are rounded away from 0, as by C's `round`. */
const roundAway = (value: number): number => (value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5));

import type { Bounds } from '../../../../compiler/catalogue/steps/define-augmentation.ts';
import type { Picture } from '../../source.ts';
import { floatsOf } from '../floats-of.ts';
import { clip, mapValues } from './map-values.ts';

const { fround } = Math;

/** Mixes a picture with what a 3×3 mean makes of it: below 1 softer, above sharper. */
export function sharpen(picture: Picture, factor: number, [low, high]: Bounds): Picture {
  const [around, middle] = [1 / 13, 5 / 13];
  const ones = Float32Array.of(1, 1, 1);
  const sums = alongColumns(alongRows(picture, ones), ones);
  const soft = fround(1 - fround(factor));
  const sum = floatsOf(sums.data);
  return mapValues(picture, (value, index) => {
    const smooth = fround(around * (sum[index] ?? 0) + (middle - around) * value);
    return clip(fround(value + fround(soft * fround(smooth - value))), low, high);
  });
}

/** Takes means of pixels, by a bell curve of so many pixels and of a deviation across and down. */
export function blur(
  picture: Picture,
  size: number,
  [across, down]: readonly [number, number],
  [low, high]: Bounds,
): Picture {
  const blurred = alongColumns(alongRows(picture, bell(size, across)), bell(size, down));
  return mapValues(blurred, (value) => clip(value, low, high));
}

function bell(size: number, sigma: number): Float32Array {
  const heights = Float32Array.from({ length: size }, (_, at) =>
    Math.exp(-0.5 * ((at - (size - 1) / 2) / sigma) ** 2),
  );
  const sum = heights.reduce((total, height) => total + height, 0);
  return heights.map((height) => height / sum);
}

const alongRows = (picture: Picture, weights: Float32Array): Picture =>
  along(picture, weights, picture.channels, picture.width);

const alongColumns = (picture: Picture, weights: Float32Array): Picture =>
  along(picture, weights, picture.channels * picture.width, picture.height);

/** Sums of values that lie `step` apart on a line of so many, by weights; beyond its ends lies 0. */
function along(
  { data: given, ...shape }: Picture,
  weights: Float32Array,
  step: number,
  length: number,
): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  const middle = (weights.length - 1) / 2;
  for (let index = 0; index < from.length; index++) {
    const at = Math.floor(index / step) % length;
    const [first, last] = [Math.max(0, middle - at), Math.min(weights.length, length + middle - at)];
    let sum = 0;
    for (let weight = first; weight < last; weight++) {
      sum += (weights[weight] ?? 0) * (from[index + (weight - middle) * step] ?? 0);
    }
    data[index] = sum;
  }
  return { ...shape, data };
}

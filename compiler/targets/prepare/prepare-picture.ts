import type { PictureStep } from './input-preparation.ts';
import type { TensorOps } from './tensor-ops.ts';

type Resizing = Extract<PictureStep, { readonly kind: 'Resizing' }>;

/** Axes of pictures: [batch, height, width, channels]. */
const rows = 1;
const columns = 2;

/** Adds what `prepare` makes of pictures of any size to a graph, in the arithmetic of a run: float32, one operation after another. */
export const preparePicture = (ops: TensorOps, raw: string, steps: readonly PictureStep[]): string =>
  steps.reduce((picture, step) => {
    if (step.kind === 'Resizing') return resize(ops, picture, step);
    return ops.add(ops.multiply(picture, ops.float(step.scale)), ops.float(step.offset));
  }, ops.toFloat(raw));

function resize(ops: TensorOps, picture: string, step: Resizing): string {
  const part = step.cropToAspectRatio ? middle(ops, picture, step) : picture;
  if (step.interpolation === 'nearest') {
    const tall = ops.gather(part, nearest(ops, part, rows, step.height), rows);
    return ops.gather(tall, nearest(ops, part, columns, step.width), columns);
  }
  const down = tapsOf(ops, part, rows, step.height);
  const across = tapsOf(ops, part, columns, step.width);
  const row = (indices: string): string => {
    const picked = ops.gather(part, indices, rows);
    const [left, right] = [across.low, across.high].map((each) => ops.gather(picked, each, columns));
    return blend(ops, left ?? '', right ?? '', ops.reshape(across.fraction, [1, 1, step.width, 1]));
  };
  return blend(ops, row(down.low), row(down.high), ops.reshape(down.fraction, [1, step.height, 1, 1]));
}

/** The largest part in the middle with the new proportions. */
function middle(ops: TensorOps, picture: string, { height, width }: Resizing): string {
  const [tall, wide] = [ops.sizeOf(picture, rows), ops.sizeOf(picture, columns)];
  const side = (other: string, factor: number, divisor: number, whole: string): string => {
    const product = ops.toFloat(ops.multiply(other, ops.index(factor)));
    const wanted = ops.toIndex(ops.divide(product, ops.float(divisor)));
    return ops.greatest(ops.least(wanted, whole), ops.index(1));
  };
  const cut = (from: string, axis: number, whole: string, size: string): string =>
    ops.slice(from, axis, ops.divide(ops.subtract(whole, size), ops.index(2)), size);
  const newTall = side(wide, height, width, tall);
  const newWide = side(tall, width, height, wide);
  return cut(cut(picture, rows, tall, newTall), columns, wide, newWide);
}

/** Where the middles of new cells lie among the old ones, by 0.5 too far. */
function middles(ops: TensorOps, picture: string, axis: number, size: number): string {
  const ratio = ops.divide(ops.toFloat(ops.sizeOf(picture, axis)), ops.float(size));
  const halves = ops.floats(Array.from({ length: size }, (_, index) => index + 0.5));
  return ops.multiply(halves, ratio);
}

/** For each new position, the two old ones it lies between, and how far from the first. */
function tapsOf(
  ops: TensorOps,
  picture: string,
  axis: number,
  size: number,
): { readonly low: string; readonly high: string; readonly fraction: string } {
  const place = ops.subtract(middles(ops, picture, axis, size), ops.float(0.5));
  const floor = ops.floor(place);
  const last = ops.toFloat(ops.subtract(ops.sizeOf(picture, axis), ops.index(1)));
  return {
    low: ops.toIndex(ops.greatest(floor, ops.float(0))),
    high: ops.toIndex(ops.least(ops.ceil(place), last)),
    fraction: ops.subtract(place, floor),
  };
}

function nearest(ops: TensorOps, picture: string, axis: number, size: number): string {
  const last = ops.toFloat(ops.subtract(ops.sizeOf(picture, axis), ops.index(1)));
  return ops.toIndex(ops.least(ops.floor(middles(ops, picture, axis, size)), last));
}

/** `a + (b − a) · fraction` */
const blend = (ops: TensorOps, a: string, b: string, fraction: string): string =>
  ops.add(a, ops.multiply(ops.subtract(b, a), fraction));

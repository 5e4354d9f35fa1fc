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
  if (step.fill !== undefined) return resizePadded(ops, picture, step, step.fill);
  const part = step.cropToAspectRatio ? middle(ops, picture, step) : picture;
  const [tall, wide] = [ops.sizeOf(part, rows), ops.sizeOf(part, columns)];
  return sample(ops, tapsOf(ops, tall, step.height, step), tapsOf(ops, wide, step.width, step), (down) => {
    const picked = ops.gather(part, down, rows);
    return (across) => ops.gather(picked, across, columns);
  });
}

/** What lies at each of some rows, at each of some columns. */
type Pick = (down: string) => (across: string) => string;

/** New pixels out of the old ones that they lie between, `nearest` of one. */
function sample(ops: TensorOps, down: Taps, across: Taps, pick: Pick): string {
  const row = (indices: string): string => {
    const picked = pick(indices);
    const left = picked(across.low);
    if (across.between === undefined) return left;
    const { high, fraction } = across.between;
    return blend(ops, left, picked(high), ops.reshape(fraction, [1, 1, -1, 1]));
  };
  const upper = row(down.low);
  if (down.between === undefined) return upper;
  const { high, fraction } = down.between;
  return blend(ops, upper, row(high), ops.reshape(fraction, [1, -1, 1, 1]));
}

/** With margins of one value, so that it keeps its proportions. */
function resizePadded(ops: TensorOps, picture: string, step: Resizing, fill: number): string {
  const [tall, wide] = [ops.sizeOf(picture, rows), ops.sizeOf(picture, columns)];
  const [above, beside] = [
    margin(ops, tall, wide, step.height, step.width),
    margin(ops, wide, tall, step.width, step.height),
  ];
  const around = (side: string, at: string): string => ops.add(side, ops.multiply(at, ops.index(2)));
  const down = tapsOf(ops, around(tall, above), step.height, step);
  const across = tapsOf(ops, around(wide, beside), step.width, step);
  return sample(ops, down, across, (row) => {
    const inRows = within(ops, row, above, tall);
    const picked = ops.gather(picture, inRows.place, rows);
    const isInRows = ops.reshape(inRows.isThere, [1, -1, 1, 1]);
    return (column) => {
      const inColumns = within(ops, column, beside, wide);
      const found = ops.gather(picked, inColumns.place, columns);
      const isThere = ops.multiply(isInRows, ops.reshape(inColumns.isThere, [1, 1, -1, 1]));
      const outside = ops.multiply(ops.subtract(ops.float(1), isThere), ops.float(fill));
      return ops.add(ops.multiply(found, isThere), outside);
    };
  });
}

/** How much is missing at either end of a side of the size that the other side wants. */
function margin(ops: TensorOps, side: string, other: string, size: number, otherSize: number): string {
  const product = ops.toFloat(ops.multiply(other, ops.index(size)));
  const wanted = ops.toIndex(ops.divide(product, ops.float(otherSize)));
  return ops.divide(ops.subtract(ops.greatest(side, wanted), side), ops.index(2));
}

/** Places of a part that begins so far before a side, as places of the side, and 1 for those that are on it, 0 for others. */
function within(
  ops: TensorOps,
  places: string,
  before: string,
  side: string,
): { readonly place: string; readonly isThere: string } {
  const last = ops.subtract(side, ops.index(1));
  const at = ops.subtract(places, before);
  const inside = ops.add(ops.least(at, ops.subtract(last, at)), ops.index(1));
  return {
    place: ops.least(ops.greatest(at, ops.index(0)), last),
    isThere: ops.toFloat(ops.least(ops.greatest(inside, ops.index(0)), ops.index(1))),
  };
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

/** Where the middles of new cells lie among so many old ones, by 0.5 too far. */
function middles(ops: TensorOps, side: string, size: number): string {
  const ratio = ops.divide(ops.toFloat(side), ops.float(size));
  const halves = ops.floats(Array.from({ length: size }, (_, index) => index + 0.5));
  return ops.multiply(halves, ratio);
}

/** For each new position, the old one that it takes; or the two it lies between, and how far from the first. */
interface Taps {
  readonly low: string;
  readonly between?: { readonly high: string; readonly fraction: string };
}

/** Of a side of so many old cells. */
function tapsOf(ops: TensorOps, side: string, size: number, { interpolation }: Resizing): Taps {
  const last = ops.toFloat(ops.subtract(side, ops.index(1)));
  if (interpolation === 'nearest')
    return { low: ops.toIndex(ops.least(ops.floor(middles(ops, side, size)), last)) };
  const place = ops.subtract(middles(ops, side, size), ops.float(0.5));
  const floor = ops.floor(place);
  const fraction = ops.subtract(place, floor);
  return {
    low: ops.toIndex(ops.greatest(floor, ops.float(0))),
    between: {
      high: ops.toIndex(ops.least(ops.ceil(place), last)),
      fraction,
    },
  };
}

/** `a + (b − a) · fraction` */
const blend = (ops: TensorOps, a: string, b: string, fraction: string): string =>
  ops.add(a, ops.multiply(ops.subtract(b, a), fraction));

/**
 * How a value lies in memory: for each physical axis the logical axis that it holds, or `one` for an axis of
 * size one that the logical shape does not have.
 */
export interface Layout {
  readonly axes: readonly (number | 'one')[];
}

/** The order of the program itself. */
export const logical = (rank: number): Layout => ({ axes: Array.from({ length: rank }, (_, axis) => axis) });

/**
 * Images (N, H, W, C) as one 1×C×N×H×W volume: with the batch as a spatial axis each convolution is a single
 * long matrix product instead of one of each image, and a row of the matrix is a whole channel.
 */
export const image: Layout = { axes: ['one', 3, 0, 1, 2] };

/** Filters (height, width, in, out) as ONNX wants them for such a volume: out, in, 1, height, width. */
export const filter: Layout = { axes: [3, 2, 'one', 0, 1] };

export const sameLayout = (a: Layout, b: Layout): boolean => layoutKey(a) === layoutKey(b);

/** Distinct for distinct layouts. */
export const layoutKey = (layout: Layout): string => layout.axes.join();

/** The physical sizes of a value of a logical shape. */
export const physicalShape = (shape: readonly number[], { axes }: Layout): number[] =>
  axes.map((axis) => (axis === 'one' ? 1 : (shape[axis] ?? 1)));

/** The physical axis that holds a logical one. */
export function physicalAxis({ axes }: Layout, axis: number): number {
  const position = axes.indexOf(axis);
  if (position < 0) throw new RangeError(`a layout without axis ${axis}`);
  return position;
}

/** Something given for each logical axis, put in physical order. */
export const permuted = <T>(perAxis: readonly T[], { axes }: Layout, one: T): T[] =>
  axes.map((axis) => (axis === 'one' ? one : (perAxis[axis] ?? one)));

/** The layout with every axis of a logical shape that has more than one element, in order: what memory sees. */
export const significantAxes = (shape: readonly number[], { axes }: Layout): number[] =>
  axes.filter((axis): axis is number => axis !== 'one' && shape[axis] !== 1);

/**
 * Copies a tensor from one layout to another on the host. `shape` is logical; the result has the same elements
 * in the other physical order.
 */
export function relayoutOnHost(
  data: Float32Array,
  shape: readonly number[],
  from: Layout,
  to: Layout,
): Float32Array {
  const source = significantAxes(shape, from);
  const target = significantAxes(shape, to);
  if (source.join() === target.join()) return data.slice();
  const strideOf = new Map<number, number>();
  let stride = 1;
  for (const axis of source.toReversed()) {
    strideOf.set(axis, stride);
    stride *= shape[axis] ?? 1;
  }
  const sizes = target.map((axis) => shape[axis] ?? 1);
  const strides = target.map((axis) => strideOf.get(axis) ?? 0);
  return gather(data, sizes, strides);
}

/** Reads elements at given strides, the last axis fastest. */
function gather(data: Float32Array, sizes: readonly number[], strides: readonly number[]): Float32Array {
  const result = new Float32Array(data.length);
  let written = 0;
  const walk = (axis: number, offset: number): void => {
    const size = sizes[axis] ?? 1;
    const stride = strides[axis] ?? 0;
    if (axis >= sizes.length - 1) {
      for (let i = 0; i < size; i++) result[written++] = data[offset + i * stride] ?? 0;
      return;
    }
    for (let i = 0; i < size; i++) walk(axis + 1, offset + i * stride);
  };
  walk(0, 0);
  return result;
}

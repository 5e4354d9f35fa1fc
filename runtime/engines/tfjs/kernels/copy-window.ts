import type { TypedArray } from '@tensorflow/tfjs-core';

interface Window {
  readonly from: number;
  readonly size: number;
  /** Elements from one cell of the window to the next, in the whole and in the window. */
  readonly stride: number;
  readonly step: number;
}

/** A strided window of a tensor. */
export type SliceAttributes = Readonly<Record<'begin' | 'size' | 'strides', readonly number[]>>;

/** Copies a window out of a tensor of a shape, run by run. */
export function copyWindow(
  from: TypedArray,
  shape: readonly number[],
  { begin, size, strides }: SliceAttributes,
  to: TypedArray,
): void {
  copy(from, 0, to, 0, windowsOf(shape, begin, size, strides), 0);
}

/** The window's axes, of which the last is a run of neighbours where it can be. */
function windowsOf(
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
  strides: readonly number[],
): readonly Window[] {
  let [whole, part] = [1, 1];
  const axes: Window[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const length = shape[axis] ?? 1;
    const taken = size[axis] ?? 1;
    const by = strides[axis] ?? 1;
    axes.unshift({ from: (begin[axis] ?? 0) * whole, size: taken, stride: by * whole, step: part });
    whole *= length;
    part *= taken;
  }
  return merged(axes);
}

/** A full inner axis and the one around it are one run. */
function merged(axes: readonly Window[]): readonly Window[] {
  const kept = [...axes];
  while (kept.length > 1) {
    const inner = kept.at(-1);
    const outer = kept.at(-2);
    if (!inner || !outer || inner.stride !== 1 || outer.stride !== inner.size || outer.step !== inner.size)
      break;
    kept.splice(-2, 2, { from: outer.from + inner.from, size: outer.size * inner.size, stride: 1, step: 1 });
  }
  return kept;
}

function copy(
  from: TypedArray,
  fromOffset: number,
  to: TypedArray,
  toOffset: number,
  axes: readonly Window[],
  depth: number,
): void {
  const axis = axes[depth];
  if (axis === undefined) {
    to[toOffset] = from[fromOffset] ?? 0;
    return;
  }
  const start = fromOffset + axis.from;
  if (depth < axes.length - 1) {
    for (let cell = 0; cell < axis.size; cell += 1) {
      copy(from, start + cell * axis.stride, to, toOffset + cell * axis.step, axes, depth + 1);
    }
  } else if (axis.stride === 1 && axis.size >= 16) {
    to.set(from.subarray(start, start + axis.size), toOffset);
  } else {
    for (let cell = 0; cell < axis.size; cell += 1)
      to[toOffset + cell] = from[start + cell * axis.stride] ?? 0;
  }
}

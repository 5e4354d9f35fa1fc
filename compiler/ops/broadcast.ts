import type { Builder } from './builder.ts';
import type { Value } from '../ir/ir.ts';
import {
  formatShape,
  isFixed,
  sameShape,
  sameExtent,
  type Extent,
  type SymbolicShape,
} from '../ir/extent.ts';

const isOne = (size: Extent | undefined): boolean =>
  size === undefined || (isFixed(size) && size.constant === 1);

/** The shape of an elementwise op on two shapes, aligned at the last axis; a missing axis or a size of 1 repeats. */
export function broadcastShapes(a: SymbolicShape, b: SymbolicShape): SymbolicShape {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length];
    const right = b[axis - rank + b.length];
    if (left === undefined || (right !== undefined && isOne(left))) return right as Extent;
    if (isOne(right) || (right !== undefined && sameExtent(left, right))) return left;
    throw new RangeError(`${formatShape(a)} and ${formatShape(b)} do not broadcast`);
  });
}

/** The gradient of a value that was broadcast to `gradient`'s shape: summed over what was repeated. */
export function unbroadcast(build: Builder, gradient: Value, shape: SymbolicShape): Value {
  if (sameShape(gradient.shape, shape)) return gradient;
  const lead = gradient.shape.length - shape.length;
  const axes = gradient.shape.flatMap((size, axis) => {
    const original = shape[axis - lead];
    return original === undefined || !sameExtent(original, size) ? [axis] : [];
  });
  const summed = build.op('reduceSum', [gradient], { axes, keepDims: false });
  return sameShape(summed.shape, shape) ? summed : build.op('reshape', [summed], { shape });
}

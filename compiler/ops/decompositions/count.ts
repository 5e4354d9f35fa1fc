import type { Builder } from '../builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batchSize, fixed, isFixed, product, type Extent, type SymbolicShape } from '../../ir/extent.ts';

/** The product of the sizes of some axes. */
export const extent = (shape: SymbolicShape, axes: readonly number[]): Extent =>
  axes.reduce((size, axis) => product(size, shape[axis] ?? fixed(1)), fixed(1));

/** A size as a float32 scalar; the batch is counted by summing ones, since a constant's value cannot depend on it. */
export function sizeScalar(build: Builder, size: Extent): Value {
  if (isFixed(size)) return build.constant(size.constant);
  const ones = build.constant(1, [batchSize]);
  const batch = build.op('reduceSum', [ones], { axes: [0], keepDims: false });
  const scaled = build.op('multiply', [batch, build.constant(size.perBatch)], {});
  return size.constant === 0 ? scaled : build.op('add', [scaled, build.constant(size.constant)], {});
}

import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched, fixedShape, known } from '../../ir/extent.ts';
import { shapeOf } from './input-shape.ts';
import type { Sliding } from './sliding.ts';

/*
 * Sequences as images of one row, so that what slides over images slides over them.
 */

/** (N, length, channels) → (N, 1, length, channels). */
export const asRow = (build: Builder, x: Value): Value =>
  build.op('reshape', [x], { shape: batched([1, ...shapeOf(x)]) });

/** (N, 1, length, channels) → (N, length, channels). */
export const fromRow = (build: Builder, row: Value): Value =>
  build.op('reshape', [row], { shape: batched(shapeOf(row).slice(1)) });

/** A kernel over a sequence as one over its row. */
export const rowKernel = (build: Builder, kernel: Value): Value =>
  build.op('reshape', [kernel], { shape: fixedShape([1, ...kernel.shape.map(known)]) });

/** How a kernel slides over a sequence, as it slides over its row. */
export const rowSliding = <S extends Sliding>(params: S): S => ({
  ...params,
  kernel_size: [1, ...params.kernel_size],
  strides: [1, ...params.strides],
  dilation_rate: [1, ...params.dilation_rate],
});

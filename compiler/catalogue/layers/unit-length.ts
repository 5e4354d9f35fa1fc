import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';

/** x / max(√Σx², least) over `axes` (the batch is 0). */
export function unitLength(build: Builder, x: Value, axes: readonly number[], least: number): Value {
  const sum = build.op('reduceSum', [build.op('square', [x], {})], { axes, keepDims: true });
  // The square is bounded, not the root, whose slope at zero is infinite.
  const square = build.op('maximum', [sum, build.constant(least * least)], {});
  return build.op('divide', [x, build.op('sqrt', [square], {})], {});
}

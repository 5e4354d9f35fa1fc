import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';

/** (x − mean) / √(variance + epsilon), both taken over `axes` (the batch is 0) for each of the other cells. */
export function standardize(build: Builder, x: Value, axes: readonly number[], epsilon: number): Value {
  const mean = build.op('reduceMean', [x], { axes, keepDims: true });
  const centred = build.op('subtract', [x, mean], {});
  const squares = build.op('square', [centred], {});
  const variance = build.op('reduceMean', [squares], { axes, keepDims: true });
  const deviation = build.op('sqrt', [build.op('add', [variance, build.constant(epsilon)], {})], {});
  return build.op('divide', [centred, deviation], {});
}

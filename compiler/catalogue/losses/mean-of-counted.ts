import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';

/** Where nothing counts, nothing is divided by zero. */
const leastShare = 1e-7;

/** Losses of positions, of which some do not count: those are zero, and the others so much more that the mean is theirs alone. */
export function meanOfCounted(build: Builder, each: Value, isIgnored: Value): Value {
  const counts = build.op(
    'subtract',
    [build.constant(1), build.op('cast', [isIgnored], { dtype: 'float32' })],
    {},
  );
  const axes = counts.shape.map((_, axis) => axis);
  const share = build.op('reduceMean', [counts], { axes, keepDims: false });
  const least = build.op('maximum', [share, build.constant(leastShare)], {});
  return build.op('divide', [build.op('select', [isIgnored, build.constant(0), each], {}), least], {});
}

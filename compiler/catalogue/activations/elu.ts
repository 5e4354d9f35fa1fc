import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { expBelow, isPositive, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

/** `x` where it is positive, else alpha · (eˣ − 1), whose slope at zero is alpha. */
export function elu(build: Builder, x: Value, alpha = 1): Value {
  const above = isPositive(build, x);
  const below = expBelow(build, x, above);
  return build.op('select', [above, x, alpha === 1 ? below : times(build, below, alpha)], {});
}

export const eluActivation = defineActivation({
  kind: 'elu',
  doc: '`x` where it is positive, else `exp(x) − 1`.',
  lower: (build, x) => elu(build, x),
});

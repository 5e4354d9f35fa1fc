import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';

export const times = (build: Builder, x: Value, factor: number): Value =>
  build.op('multiply', [x, build.constant(factor)], {});

export const plus = (build: Builder, x: Value, term: number): Value =>
  build.op('add', [x, build.constant(term)], {});

export const isPositive = (build: Builder, x: Value): Value =>
  build.op('greater', [x, build.constant(0)], {});

/** `x` up to `limit`, where it still rises. */
export const atMost = (build: Builder, x: Value, limit: number): Value =>
  build.op('minimum', [x, build.constant(limit)], {});

/** `x` from `limit` on, where it already rises. */
export const atLeast = (build: Builder, x: Value, limit: number): Value =>
  build.op('maximum', [x, build.constant(limit)], {});

/**
 * exp(x) − 1 where `x` is not `above`, and 0 there, so that the exponential cannot overflow where it is not used. The choice
 * is the caller's: that of a minimum would share the gradient at zero.
 */
export const expBelow = (build: Builder, x: Value, above: Value): Value =>
  plus(build, build.op('exp', [build.op('select', [above, build.constant(0), x], {})], {}), -1);

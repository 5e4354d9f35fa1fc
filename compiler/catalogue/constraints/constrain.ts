import type { Constraint } from '../parameters/constraint.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';

/** Keras's `backend.epsilon()`. */
const epsilon = 1e-7;

/** The weight, made to fit. */
export function constrain(build: Builder, constraint: Constraint, weight: Value): Value {
  const { constant } = numbersOf(build);
  if (constraint.kind === 'non_neg') return build.op('maximum', [weight, constant(0)], {});
  const rank = weight.shape.length;
  const axes = constraint.axes.map((axis) => (axis < 0 ? axis + rank : axis));
  const squares = build.op('reduceSum', [build.op('square', [weight], {})], { axes, keepDims: true });
  const norm = build.op('sqrt', [squares], {});
  const above = build.op('add', [norm, constant(epsilon)], {});
  if (constraint.kind === 'unit_norm') return build.op('divide', [weight, above], {});
  const wanted = wantedNorm(build, constraint, norm);
  return build.op('multiply', [weight, build.op('divide', [wanted, above], {})], {});
}

/** rate · clip(norm, minimum, maximum) + (1 − rate) · norm */
function wantedNorm(
  build: Builder,
  { minimum, maximum, rate }: Extract<Constraint, { kind: 'min_max_norm' }>,
  norm: Value,
): Value {
  const { constant, times } = numbersOf(build);
  const atLeast = build.op('maximum', [norm, constant(minimum)], {});
  const clipped = build.op('minimum', [atLeast, constant(maximum)], {});
  return rate === 1 ? clipped : build.op('add', [times(clipped, rate), times(norm, 1 - rate)], {});
}

const numbersOf = (build: Builder) => {
  const constant = (value: number): Value => build.constant(value);
  const times = (value: Value, factor: number): Value => build.op('multiply', [value, constant(factor)], {});
  return { constant, times };
};

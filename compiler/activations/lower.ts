import type { Builder } from '../program/builder.ts';
import type { Value } from '../program/ir.ts';
import type { Activation } from './activation.ts';

type Lowering = (build: Builder, x: Value) => Value;

const times = (build: Builder, x: Value, factor: number): Value =>
  build.op('multiply', [x, build.constant(factor)], {});

const plus = (build: Builder, x: Value, term: number): Value =>
  build.op('add', [x, build.constant(term)], {});

const isPositive = (build: Builder, x: Value): Value => build.op('greater', [x, build.constant(0)], {});

/** `x` where it is positive, else `otherwise`. */
const wherePositive = (build: Builder, x: Value, otherwise: Value): Value =>
  build.op('select', [isPositive(build, x), x, otherwise], {});

/** `x` up to `limit`. */
export const atMost = (build: Builder, x: Value, limit: number): Value =>
  build.op('minimum', [x, build.constant(limit)], {});

/** `x` where it is positive, else `slope · x`. */
export const leakyRelu = (build: Builder, x: Value, slope: number): Value =>
  wherePositive(build, x, times(build, x, slope));

/**
 * exp(x) − 1 where `x` is not `above`, and 0 there, so that the exponential cannot overflow where it is not used. The choice
 * is the caller's: that of a minimum would share the gradient at zero.
 */
const expBelow = (build: Builder, x: Value, above: Value): Value =>
  plus(build, build.op('exp', [build.op('select', [above, build.constant(0), x], {})], {}), -1);

/** `x` where it is positive, else alpha · (eˣ − 1), whose slope at zero is alpha. */
export function elu(build: Builder, x: Value, alpha = 1): Value {
  const above = isPositive(build, x);
  const below = expBelow(build, x, above);
  return build.op('select', [above, x, alpha === 1 ? below : times(build, below, alpha)], {});
}

const relu6: Lowering = (build, x) => atMost(build, build.op('relu', [x], {}), 6);

const hardSigmoid: Lowering = (build, x) => times(build, relu6(build, plus(build, x, 3)), 1 / 6);

const silu: Lowering = (build, x) => build.op('multiply', [x, build.op('sigmoid', [x], {})], {});

/** max(x, 0) + log(1 + exp(−|x|)). */
const softplus: Lowering = (build, x) => {
  const decay = build.op('exp', [build.op('negate', [build.op('abs', [x], {})], {})], {});
  const correction = build.op('log', [plus(build, decay, 1)], {});
  return build.op('add', [build.op('maximum', [x, build.constant(0)], {}), correction], {});
};

/** Klambauer et al. 2017, equation 2, with Keras's constants. */
const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

/** Its slope at zero is that from above, as TensorFlow has it. */
const selu: Lowering = (build, x) => {
  const above = build.op('greaterEqual', [x, build.constant(0)], {});
  const below = times(build, expBelow(build, x, above), seluAlpha);
  return times(build, build.op('select', [above, x, below], {}), seluScale);
};

/** x/2 · (1 + erf(x/√2)): Keras's default, not the tanh approximation. */
const gelu: Lowering = (build, x) => {
  const gate = plus(build, build.op('erf', [times(build, x, Math.SQRT1_2)], {}), 1);
  return build.op('multiply', [times(build, x, 0.5), gate], {});
};

const softsign: Lowering = (build, x) =>
  build.op('divide', [x, plus(build, build.op('abs', [x], {}), 1)], {});

const lowerings: Readonly<Record<Activation, Lowering>> = {
  linear: (_build, x) => x,
  relu: (build, x) => build.op('relu', [x], {}),
  relu6,
  leaky_relu: (build, x) => leakyRelu(build, x, 0.2),
  elu: (build, x) => elu(build, x),
  selu,
  gelu,
  sigmoid: (build, x) => build.op('sigmoid', [x], {}),
  hard_sigmoid: hardSigmoid,
  tanh: (build, x) => build.op('tanh', [x], {}),
  softmax: (build, x) => build.op('softmax', [x], {}),
  log_softmax: (build, x) => build.op('logSoftmax', [x], {}),
  softplus,
  softsign,
  silu,
  swish: silu,
  hard_silu: (build, x) => build.op('multiply', [x, hardSigmoid(build, x)], {}),
  exponential: (build, x) => build.op('exp', [x], {}),
  mish: (build, x) => build.op('multiply', [x, build.op('tanh', [softplus(build, x)], {})], {}),
};

/** Primitive ops that compute an activation, equal to Keras 3's; `null` is the identity. */
export function lowerActivation(build: Builder, activation: Activation | null, x: Value): Value {
  return activation === null ? x : lowerings[activation](build, x);
}

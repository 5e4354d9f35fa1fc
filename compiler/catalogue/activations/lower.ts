import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { fixed, known } from '../../ir/extent.ts';
import type { Activation } from '../parameters/activation.ts';

type Lowering = (build: Builder, x: Value) => Value;

const times = (build: Builder, x: Value, factor: number): Value =>
  build.op('multiply', [x, build.constant(factor)], {});

const plus = (build: Builder, x: Value, term: number): Value =>
  build.op('add', [x, build.constant(term)], {});

const isPositive = (build: Builder, x: Value): Value => build.op('greater', [x, build.constant(0)], {});

/** `x` where it is positive, else `otherwise`. */
const wherePositive = (build: Builder, x: Value, otherwise: Value): Value =>
  build.op('select', [isPositive(build, x), x, otherwise], {});

/** `x` up to `limit`, where it still rises. */
export const atMost = (build: Builder, x: Value, limit: number): Value =>
  build.op('minimum', [x, build.constant(limit)], {});

/** `x` from `limit` on, where it already rises. */
const atLeast = (build: Builder, x: Value, limit: number): Value =>
  build.op('maximum', [x, build.constant(limit)], {});

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

/** max(x, 0) + eˣ − 1 below zero: its slope at zero is both of theirs, as Keras has it. */
const celu: Lowering = (build, x) =>
  build.op('add', [atLeast(build, x, 0), plus(build, build.op('exp', [atMost(build, x, 0)], {}), -1)], {});

/** Flat at zero and at six themselves. */
export const relu6: Lowering = (build, x) =>
  build.op('minimum', [build.constant(6), build.op('relu', [x], {})], {});

const hardSigmoid: Lowering = (build, x) => times(build, relu6(build, plus(build, x, 3)), 1 / 6);

const silu: Lowering = (build, x) => build.op('multiply', [x, build.op('sigmoid', [x], {})], {});

/** max(x, 0) + log(1 + exp(−|x|)), with (x + |x|) / 2 as the maximum: its slope at zero is a half. */
const softplus: Lowering = (build, x) => {
  const size = build.op('abs', [x], {});
  const positive = times(build, build.op('add', [x, size], {}), 0.5);
  const decay = build.op('exp', [build.op('negate', [size], {})], {});
  return build.op('add', [positive, build.op('log', [plus(build, decay, 1)], {})], {});
};

const logSigmoid: Lowering = (build, x) =>
  build.op('negate', [softplus(build, build.op('negate', [x], {}))], {});

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

const hardSilu: Lowering = (build, x) => build.op('multiply', [x, hardSigmoid(build, x)], {});

/** `x` further than 0.5 from zero, else 0. */
const hardShrink: Lowering = (build, x) => {
  const isFar = build.op('greater', [build.op('abs', [x], {}), build.constant(0.5)], {});
  return build.op('select', [isFar, x, build.constant(0)], {});
};

/** `x` brought nearer to zero by 0.5, and no further. */
const softShrink: Lowering = (build, x) => {
  const below = build.op('greater', [build.constant(-0.5), x], {});
  const above = build.op('greater', [x, build.constant(0.5)], {});
  const negative = build.op('select', [below, plus(build, x, 0.5), build.constant(0)], {});
  return build.op('select', [above, plus(build, x, -0.5), negative], {});
};

/** (x + √(x² + 4)) / 2. */
const squareplus: Lowering = (build, x) => {
  const root = build.op('sqrt', [plus(build, build.op('square', [x], {}), 4)], {});
  return times(build, build.op('add', [x, root], {}), 0.5);
};

/** 0 up to −1, `x` from 1 on, and between them (x + 1)² / 4. */
const sparsePlus: Lowering = (build, x) => {
  const bend = times(build, build.op('square', [plus(build, x, 1)], {}), 0.25);
  const above = build.op('select', [build.op('greaterEqual', [x, build.constant(1)], {}), x, bend], {});
  return build.op('select', [build.op('greater', [x, build.constant(-1)], {}), above, build.constant(0)], {});
};

/** 0 up to −1, 1 from 1 on, and a line between them, flat at both ends. */
const sparseSigmoid: Lowering = (build, x) => {
  const rising = build.op('minimum', [build.constant(2), build.op('relu', [plus(build, x, 1)], {})], {});
  return times(build, rising, 0.5);
};

/** The first half of the last axis, let through by the sigmoid of the second. */
const glu: Lowering = (build, x) => {
  const half = known(x.shape.at(-1)) / 2;
  const part = (from: number): Value =>
    build.op('slice', [x], {
      begin: x.shape.map((_, axis) => (axis === x.shape.length - 1 ? from : 0)),
      size: [...x.shape.slice(0, -1), fixed(half)],
      strides: x.shape.map(() => 1),
    });
  return build.op('multiply', [part(0), build.op('sigmoid', [part(half)], {})], {});
};

const lowerings: Readonly<Record<Activation, Lowering>> = {
  linear: (_build, x) => x,
  relu: (build, x) => build.op('relu', [x], {}),
  relu6,
  leaky_relu: (build, x) => leakyRelu(build, x, 0.2),
  elu: (build, x) => elu(build, x),
  celu,
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
  hard_silu: hardSilu,
  hard_swish: hardSilu,
  exponential: (build, x) => build.op('exp', [x], {}),
  mish: (build, x) => build.op('multiply', [x, build.op('tanh', [softplus(build, x)], {})], {}),
  log_sigmoid: logSigmoid,
  hard_tanh: (build, x) => atMost(build, atLeast(build, x, -1), 1),
  hard_shrink: hardShrink,
  soft_shrink: softShrink,
  tanh_shrink: (build, x) => build.op('subtract', [x, build.op('tanh', [x], {})], {}),
  squareplus,
  sparse_plus: sparsePlus,
  sparse_sigmoid: sparseSigmoid,
  glu,
};

/** Primitive ops that compute an activation, equal to Keras 3's; `null` is the identity. */
export function lowerActivation(build: Builder, activation: Activation | null, x: Value): Value {
  return activation === null ? x : lowerings[activation](build, x);
}

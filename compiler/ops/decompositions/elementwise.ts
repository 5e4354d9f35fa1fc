import type { Builder } from '../builder.ts';
import type { Value } from '../../ir/ir.ts';
import { sameShape } from '../../ir/extent.ts';
import type { Decomposition } from './decomposition.ts';

const asFloat = (build: Builder, condition: Value): Value =>
  build.op('cast', [condition], { dtype: 'float32' });

/** x · x */
export const square: Decomposition<'square'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  return [build.op('multiply', [x, x], {})];
};

/** 1 / x */
export const reciprocal: Decomposition<'reciprocal'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  return [build.op('divide', [build.constant(1), x], {})];
};

/** [x > 0] − [0 > x] */
export const sign: Decomposition<'sign'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const zero = build.constant(0);
  const above = asFloat(build, build.op('greater', [x, zero], {}));
  return [build.op('subtract', [above, asFloat(build, build.op('greater', [zero, x], {}))], {})];
};

/** max(x, 0) */
export const relu: Decomposition<'relu'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  return [build.op('maximum', [x, build.constant(0)], {})];
};

/** dy · [y > 0] */
export const reluGrad: Decomposition<'reluGrad'> = (build, op) => {
  const [dy, y] = op.inputs as readonly [Value, Value];
  const open = asFloat(build, build.op('greater', [y, build.constant(0)], {}));
  return [build.op('multiply', [dy, open], {})];
};

/** Abramowitz and Stegun 7.1.26: within 1.5e-7. */
export const erf: Decomposition<'erf'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const times = (a: Value, b: Value): Value => build.op('multiply', [a, b], {});
  const plus = (a: Value, b: number): Value => build.op('add', [a, build.constant(b)], {});
  const size = build.op('abs', [x], {});
  const t = build.op('divide', [build.constant(1), plus(times(size, build.constant(0.3275911)), 1)], {});
  const polynomial = [-1.453152027, 1.421413741, -0.284496736, 0.254829592].reduce(
    (sum, coefficient) => plus(times(sum, t), coefficient),
    build.constant(1.061405429, x.shape),
  );
  const bell = build.op('exp', [build.op('negate', [times(x, x)], {})], {});
  const below = times(times(polynomial, t), bell);
  return [times(build.op('sign', [x], {}), build.op('subtract', [build.constant(1), below], {}))];
};

/** Operands of one shape first; then whenFalse + … only where an engine lacks even that. */
export const select: Decomposition<'select'> = (build, op) => {
  const [y] = op.outputs as readonly [Value];
  if (op.inputs.every((input) => sameShape(input.shape, y.shape))) {
    throw new RangeError('select over one shape has no decomposition');
  }
  const whole = op.inputs.map((input) =>
    sameShape(input.shape, y.shape) ? input : build.op('broadcastTo', [input], { shape: y.shape }),
  );
  return [build.op('select', whole, {})];
};

/** To bool: whether it is not zero. */
export const cast: Decomposition<'cast'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  if (op.attributes.dtype !== 'bool') throw new RangeError('a cast to a number has no decomposition');
  const zero = build.constant(0, [], x.dtype);
  const nothing = asFloat(build, build.op('equal', [x, zero], {}));
  return [build.op('equal', [nothing, build.constant(0)], {})];
};

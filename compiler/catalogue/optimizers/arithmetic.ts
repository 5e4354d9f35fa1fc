import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';

/** Short names for what update rules are written in; numbers become constants. */
export function arithmetic(build: Builder) {
  const lift = (operand: Value | number): Value =>
    typeof operand === 'number' ? build.constant(operand) : operand;
  const binary =
    (kind: 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum' | 'power') =>
    (a: Value | number, b: Value | number) =>
      build.op(kind, [lift(a), lift(b)], {});
  const unary = (kind: 'square' | 'sqrt' | 'abs' | 'sign' | 'negate') => (a: Value) =>
    build.op(kind, [a], {});
  const [times, squared, root] = [binary('multiply'), unary('square'), unary('sqrt')];
  const sum = (a: Value): Value =>
    a.shape.length === 0
      ? a
      : build.op('reduceSum', [a], { axes: a.shape.map((_, axis) => axis), keepDims: false });
  const mean = (a: Value, axes = a.shape.map((_, axis) => axis), keepDims = false): Value =>
    axes.length === 0 ? a : build.op('reduceMean', [a], { axes, keepDims });
  return {
    plus: binary('add'),
    minus: binary('subtract'),
    times,
    over: binary('divide'),
    larger: binary('maximum'),
    smaller: binary('minimum'),
    power: binary('power'),
    squared,
    root,
    size: unary('abs'),
    sign: unary('sign'),
    negated: unary('negate'),
    sum,
    mean,
    /** The Euclidean length of all numbers. */
    norm: (a: Value): Value => root(sum(squared(a))),
    /** The root of the mean of squares of all numbers. */
    rms: (a: Value): Value => root(mean(squared(a))),
  };
}

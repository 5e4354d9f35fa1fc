import type { Regularizer } from '../parameters/regularizer.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';

/** The penalty on all of a weight, a scalar. */
export function penaltyOnWeight(build: Builder, regularizer: Regularizer, weight: Value): Value {
  return sumOver(
    build,
    penaltyOnEach(build, regularizer, weight),
    weight.shape.map((_, axis) => axis),
  );
}

/** The penalty on a layer's output, a scalar: of each example, on average. */
export function penaltyOnOutput(build: Builder, regularizer: Regularizer, output: Value): Value {
  const each = penaltyOnEach(build, regularizer, output);
  const perExample = sumOver(
    build,
    each,
    output.shape.map((_, axis) => axis).filter((axis) => axis > 0),
  );
  return build.op('reduceMean', [perExample], { axes: [0], keepDims: false });
}

function penaltyOnEach(build: Builder, { l1, l2 }: Regularizer, x: Value): Value {
  const scaled = (value: Value, factor: number): Value =>
    build.op('multiply', [value, build.constant(factor)], {});
  const terms = [
    ...(l1 === 0 ? [] : [scaled(build.op('abs', [x], {}), l1)]),
    ...(l2 === 0 ? [] : [scaled(build.op('square', [x], {}), l2)]),
  ];
  const [first = scaled(x, 0), ...others] = terms;
  return others.reduce((sum, term) => build.op('add', [sum, term], {}), first);
}

const sumOver = (build: Builder, value: Value, axes: readonly number[]): Value =>
  axes.length === 0 ? value : build.op('reduceSum', [value], { axes, keepDims: false });

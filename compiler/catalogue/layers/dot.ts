import { type ConcreteShape, type Shape, sizeOf } from '../../sizes/shape.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched } from '../../ir/extent.ts';
import { equal } from '../../sizes/condition.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { multiply } from '../../sizes/size.ts';
import { axisIndices } from './axes.ts';
import { defineLayer, isProblem, needing, type Problem } from './define-layer.ts';
import { formatSizes, shapeOf } from './input-shape.ts';
import { countProblem } from './merge-shapes.ts';
import { unitLength } from './unit-length.ts';

/** The axis of each tensor that is summed over. */
function summedAxes(axes: readonly number[], x: Shape, y: Shape): readonly [number, number] | Problem {
  const [first = -1, second = first] = axes;
  if (axes.length > 2) return { parameter: 'axes', message: 'one axis, or one for each of the two tensors' };
  const [a, b] = [axisIndices([first], x, 'axes'), axisIndices([second], y, 'axes')];
  if (isProblem(a)) return a;
  if (isProblem(b)) return b;
  const [i = 0, j = 0] = [a[0], b[0]];
  return [i, j];
}

const differ = (x: Shape, y: Shape, [i, j]: readonly [number, number]): Problem => ({
  parameter: 'axes',
  message: `axis ${i + 1} of ${formatSizes(x)} and axis ${j + 1} of ${formatSizes(y)} differ`,
  notes: [`${formatSize(x[i] ?? 0)} ≠ ${formatSize(y[j] ?? 0)}`],
});

function without(shape: ConcreteShape, axis: number): ConcreteShape;
function without(shape: Shape, axis: number): Shape;
function without(shape: Shape, axis: number): Shape {
  return shape.toSpliced(axis, 1);
}

/** The axis moved to the end, all others as one: (N, P, K). */
function rows(build: Builder, x: Value, axis: number): Value {
  const others = x.shape.map((_, index) => index).filter((index) => index !== axis + 1);
  return build.op('transpose', [x], { permutation: [...others, axis + 1] });
}

export const dot = defineLayer({
  kind: 'Dot',
  doc: 'Sums of products of two tensors along an axis of each, for every pair of their other positions.',
  inputs: 'many',
  params: {
    axes: { type: 'axes', doc: 'The axis, or one for each tensor.' },
    normalize: {
      type: 'boolean',
      default: false,
      doc: 'Whether both have length 1 along the axis (cosines).',
    },
  },
  infer({ axes }, x, y = [], ...others) {
    const missing = countProblem('Dot', y.length === 0 ? 1 : 2 + others.length, 2);
    const summed = missing ?? summedAxes(axes, x, y);
    if ('message' in summed) return summed;
    const [i, j] = summed;
    const output = [...without(x, i), ...without(y, j)];
    return needing(output.length === 0 ? [1] : output, [
      { condition: equal(x[i] ?? 0, y[j] ?? 0), problem: () => differ(x, y, summed) },
    ]);
  },
  macs: ({ axes: [first = -1] }, x, output) =>
    multiply(sizeOf(output), x.at(first < 0 ? first : first - 1) ?? 0),
  lower({ build }, params, x, y = x) {
    const [xs, ys] = [shapeOf(x), shapeOf(y)];
    const axes = summedAxes(params.axes, xs, ys);
    if ('message' in axes) throw new RangeError(axes.message);
    const [i, j] = axes;
    const [a, b] = params.normalize
      ? [unitLength(build, x, [i + 1], 1e-7), unitLength(build, y, [j + 1], 1e-7)]
      : [x, y];
    const [left, right] = [without(xs, i), without(ys, j)];
    const length = xs[i] ?? 1;
    const across = build.op('reshape', [rows(build, a, i)], { shape: batched([sizeOf(left), 1, length]) });
    const down = build.op('reshape', [rows(build, b, j)], { shape: batched([1, sizeOf(right), length]) });
    const products = build.op('multiply', [across, down], {});
    const sums = build.op('reduceSum', [products], { axes: [3], keepDims: false });
    const shape = [...left, ...right];
    return build.op('reshape', [sums], { shape: batched(shape.length === 0 ? [1] : shape) });
  },
});

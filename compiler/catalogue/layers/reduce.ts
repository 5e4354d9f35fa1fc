import type { Shape } from '../../sizes/shape.ts';
import { axisIndices } from './axes.ts';
import { type AnyLayerDefinition, defineLayer, isProblem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';

type Reduction = 'reduceMax' | 'reduceMin' | 'reduceMean' | 'reduceSum';

const axesOf = (axis: readonly number[] | null, input: Shape) =>
  axis === null ? input.map((_, index) => index) : axisIndices(axis, input, 'axis');

/** A reduction over axes of each example: a part of which custom layers are made. */
const defineReduce = (kind: string, what: string, op: Reduction): AnyLayerDefinition =>
  defineLayer({
    kind,
    doc: `${what} over some axes of each example.`,
    params: {
      axis: { type: 'axes', nullable: true, default: null, doc: 'The axis or axes; `none`: all.' },
      keepdims: { type: 'boolean', default: false, doc: 'Whether the axes stay, as 1.' },
    },
    infer(params, input) {
      const axes = axesOf(params.axis, input);
      if (isProblem(axes)) return axes;
      return input.flatMap((size, axis) => (axes.includes(axis) ? (params.keepdims ? [1] : []) : [size]));
    },
    keeps({ axis }, input) {
      if (op === 'reduceSum') return undefined;
      const axes = axesOf(axis, input);
      const alongLast = isProblem(axes) || axes.includes(input.length - 1);
      return op === 'reduceMax' || op === 'reduceMin' || alongLast ? 'range' : 'sums';
    },
    lower({ build }, params, x) {
      const axes = axesOf(params.axis, shapeOf(x));
      if (isProblem(axes)) throw new RangeError(axes.message);
      const sorted = axes.map((axis) => axis + 1).toSorted((a, b) => a - b);
      const over = { axes: sorted, keepDims: params.keepdims };
      if (op !== 'reduceMin') return build.op(op, [x], over);
      const largest = build.op('reduceMax', [build.op('negate', [x], {})], over);
      return build.op('negate', [largest], {});
    },
  });

export const reduceMax = defineReduce('ReduceMax', 'The largest value', 'reduceMax');
export const reduceMin = defineReduce('ReduceMin', 'The smallest value', 'reduceMin');
export const reduceMean = defineReduce('ReduceMean', 'The mean', 'reduceMean');
export const reduceSum = defineReduce('ReduceSum', 'The sum', 'reduceSum');

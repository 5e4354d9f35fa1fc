import type { Value } from '../../ir/ir.ts';
import type { EmitContext } from './emit-context.ts';
import { elementTypes } from './onnx-model.ts';
import { type Layout, logical, physicalAxis } from './layout.ts';
import { needed } from '../../ir/needed.ts';
import type { Row, Rows } from './row.ts';

type ReduceKind = 'reduceSum' | 'reduceMean' | 'reduceMax';

function reduction<K extends ReduceKind>(opType: string): Row<K> {
  return (op, to) => {
    const { axes, keepDims } = op.attributes;
    const x = needed(op.inputs, 0);
    const result = needed(op.outputs, 0);
    const layout = to.layoutOf(x);
    const tensor = to.get(x, layout);
    if (axes.length === 0) return to.set(result, tensor, layout);
    const reduced = keepDims ? axes.map((axis) => physicalAxis(layout, axis)) : withoutOnes(layout, axes);
    const list = to.graph.ints(reduced.toSorted((a, b) => a - b));
    const made = to.graph.node(opType, [tensor, list], { keepdims: keepDims ? 1 : 0 });
    if (keepDims) to.set(result, made, layout);
    else setRemaining(to, result, made, layout, axes);
  };
}

/** The physical axes of logical ones, and those that the logical shape does not have. */
const withoutOnes = ({ axes }: Layout, reduced: readonly number[]): number[] =>
  axes.flatMap((axis, position) => (axis === 'one' || reduced.includes(axis) ? [position] : []));

/** Stores a tensor that has lost some axes of a layout; what is left keeps its physical order. */
function setRemaining(
  to: EmitContext,
  result: Value,
  tensor: string,
  { axes }: Layout,
  reduced: readonly number[],
): void {
  const left = axes.filter((axis): axis is number => axis !== 'one' && !reduced.includes(axis));
  const ranked = left.toSorted((a, b) => a - b);
  to.set(result, tensor, { axes: left.map((axis) => ranked.indexOf(axis)) });
}

export const reductions: Rows<ReduceKind | 'argMax'> = {
  reduceSum: reduction('ReduceSum'),
  reduceMean: reduction('ReduceMean'),
  reduceMax: reduction('ReduceMax'),

  argMax: (op, to) => {
    const x = needed(op.inputs, 0);
    const result = needed(op.outputs, 0);
    const axis = op.attributes.axis;
    const rank = x.shape.length;
    const found = to.graph.node('ArgMax', [to.get(x, logical(rank))], { axis, keepdims: 0 });
    const indices = to.graph.node('Cast', [found], { to: elementTypes.int32 });
    to.set(result, indices, logical(rank - 1));
  },
};

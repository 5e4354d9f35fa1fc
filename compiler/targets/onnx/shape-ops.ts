import type { EmitContext } from './emit-context.ts';
import { logical, permuted, physicalAxis, physicalShape } from './layout.ts';
import { elementTypes } from './onnx-model.ts';
import { needed } from '../../ir/needed.ts';
import type { Rows } from './row.ts';
import type { OpNodeOf } from '../../ir/ir.ts';

type ShapeKind =
  'reshape' | 'transpose' | 'broadcastTo' | 'pad' | 'slice' | 'concat' | 'reverse' | 'oneHot' | 'matmul';

/** Below every size: `Slice` reads backwards down to the first element. */
const beforeFirst = -(2 ** 31);

export const shapeOps: Rows<ShapeKind> = {
  reshape: (op, to) => {
    const x = needed(op.inputs, 0);
    const result = needed(op.outputs, 0);
    const tensor = to.get(x, logical(x.shape.length));
    to.set(result, to.graph.reshape(tensor, to.shape(result)), logical(result.shape.length));
  },

  // Nothing moves here: the same memory seen with other names of its axes.
  transpose: (op, to) => {
    const { tensor, layout } = to.any(needed(op.inputs, 0));
    const renamed = layout.axes.map((axis) =>
      axis === 'one' ? axis : op.attributes.permutation.indexOf(axis),
    );
    to.set(needed(op.outputs, 0), tensor, { axes: renamed });
  },

  broadcastTo: (op, to) => {
    const result = needed(op.outputs, 0);
    const layout = to.layoutOf(result);
    const x = to.operand(needed(op.inputs, 0), result.shape.length, layout);
    to.set(result, to.graph.expand(x, physicalShape(to.shape(result), layout)), layout);
  },

  pad: (op, to) => {
    const x = needed(op.inputs, 0);
    const layout = to.layoutOf(x);
    const pads = permuted(op.attributes.paddings, layout, [0, 0] as const);
    const list = to.graph.ints([...pads.map(([before]) => before), ...pads.map(([, after]) => after)]);
    const value = to.graph.scalar(op.attributes.value, x.dtype);
    to.set(needed(op.outputs, 0), to.graph.node('Pad', [to.get(x, layout), list, value]), layout);
  },

  slice: (op, to) => {
    const x = needed(op.inputs, 0);
    const result = needed(op.outputs, 0);
    const layout = to.layoutOf(x);
    const { begin, strides } = op.attributes;
    const end = to.shape(result).map((size, axis) => sliceEnd(begin[axis] ?? 0, size, strides[axis] ?? 1));
    const { graph } = to;
    const lists = [
      graph.ints(permuted(begin, layout, 0)),
      graph.ints(permuted(end, layout, 1)),
      graph.ints(layout.axes.map((_, axis) => axis)),
      graph.ints(permuted(strides, layout, 1)),
    ];
    to.set(result, graph.node('Slice', [to.get(x, layout), ...lists]), layout);
  },

  concat: (op, to) => {
    const result = needed(op.outputs, 0);
    const layout = to.layoutOf(result);
    const parts = op.inputs.map((input) => to.get(input, layout));
    const axis = physicalAxis(layout, op.attributes.axis);
    to.set(result, parts.length === 1 ? (parts[0] ?? '') : to.graph.node('Concat', parts, { axis }), layout);
  },

  reverse: (op, to) => {
    const x = needed(op.inputs, 0);
    const layout = to.layoutOf(x);
    const { axes } = op.attributes;
    const each = (value: number): string => to.graph.ints(axes.map(() => value));
    const positions = to.graph.ints(axes.map((axis) => physicalAxis(layout, axis)));
    const reversed = to.graph.node('Slice', [
      to.get(x, layout),
      each(-1),
      each(beforeFirst),
      positions,
      each(-1),
    ]);
    to.set(needed(op.outputs, 0), reversed, layout);
  },

  oneHot: (op, to) => {
    const indices = needed(op.inputs, 0);
    const result = needed(op.outputs, 0);
    const layout = to.layoutOf(result);
    const rank = result.shape.length;
    const { depth } = op.attributes;
    const single = physicalShape([...to.shape(indices), 1], layout);
    const classes = physicalShape([...Array.from({ length: rank - 1 }, () => 1), depth], layout);
    const moved = to.get(indices, { axes: layout.axes.filter((axis) => axis !== rank - 1) });
    const hits = to.graph.node('Equal', [to.graph.reshape(moved, single), to.graph.range(depth, classes)]);
    to.set(result, to.graph.node('Cast', [hits], { to: elementTypes.float32 }), layout);
  },

  matmul: (op, to) => {
    to.set(needed(op.outputs, 0), emitGemm(op, to), logical(2));
  },
};

const sliceEnd = (begin: number, size: number, stride: number): number =>
  size === 0 ? begin : begin + (size - 1) * stride + 1;

/** A matrix product, plus a row of biases where one is given. */
export function emitGemm(op: OpNodeOf<'matmul'>, to: EmitContext, bias?: string): string {
  const { transposeA, transposeB } = op.attributes;
  const operands = op.inputs.map((input) => to.get(input, logical(2)));
  if (bias !== undefined) operands.push(bias);
  return to.graph.node('Gemm', operands, { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 });
}

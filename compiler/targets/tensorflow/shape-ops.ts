import type { OpNodeOf } from '../../ir/ir.ts';
import { fixed, isFixed, sameExtent, scale, sum } from '../../ir/extent.ts';
import { typeOf } from './elementwise.ts';
import type { EmitContext } from './emit-context.ts';
import type { Rows } from './row.ts';

type ShapeKind =
  'reshape' | 'transpose' | 'broadcastTo' | 'pad' | 'slice' | 'concat' | 'reverse' | 'oneHot' | 'matmul';

const int32 = { type: 'int32' } as const;

export const shapeOps: Rows<ShapeKind> = {
  reshape: (op, to) => {
    const { type } = typeOf(op);
    to.set(op.outputs[0], to.reshape(to.get(op.inputs, 0), type, op.attributes.shape));
  },

  transpose: (op, to) => {
    const inputs = [to.get(op.inputs, 0), to.graph.ints(op.attributes.permutation)];
    to.set(op.outputs[0], to.node('Transpose', inputs, { T: typeOf(op), Tperm: int32 }));
  },

  broadcastTo: (op, to) => {
    const inputs = [to.get(op.inputs, 0), to.shape(op.attributes.shape)];
    to.set(op.outputs[0], to.node('BroadcastTo', inputs, { T: typeOf(op), Tidx: int32 }));
  },

  pad: (op, to) => {
    const { paddings, value } = op.attributes;
    const { type } = typeOf(op);
    const cells = {
      dtype: 'int32',
      dims: [paddings.length, 2],
      data: Int32Array.from(paddings.flat()),
    } as const;
    const inputs = [to.get(op.inputs, 0), to.graph.constant(cells), to.graph.scalar(value, type)];
    to.set(op.outputs[0], to.node('PadV2', inputs, { T: { type }, Tpaddings: int32 }));
  },

  slice: (op, to) => {
    const { begin, strides } = op.attributes;
    const { ends, mask } = sliceEnds(op, to);
    const inputs = [to.get(op.inputs, 0), to.graph.ints(begin), ends, to.graph.ints(strides)];
    const attributes = { T: typeOf(op), Index: int32, end_mask: { int: mask } };
    to.set(op.outputs[0], to.node('StridedSlice', inputs, attributes));
  },

  concat: (op, to) => {
    const inputs = [...op.inputs.map((input) => to.of(input)), to.graph.int(op.attributes.axis)];
    const attributes = { T: typeOf(op), Tidx: int32, N: { int: op.inputs.length } };
    to.set(op.outputs[0], to.node('ConcatV2', inputs, attributes));
  },

  reverse: (op, to) => {
    const inputs = [to.get(op.inputs, 0), to.graph.ints(op.attributes.axes)];
    to.set(op.outputs[0], to.node('ReverseV2', inputs, { T: typeOf(op), Tidx: int32 }));
  },

  oneHot: (op, to) => {
    const { graph } = to;
    const inputs = [to.get(op.inputs, 0), graph.int(op.attributes.depth), graph.scalar(1), graph.scalar(0)];
    const attributes = { T: { type: 'float32' }, TI: typeOf(op), axis: { int: -1 } } as const;
    to.set(op.outputs[0], to.node('OneHot', inputs, attributes));
  },

  matmul: (op, to) => {
    const { transposeA, transposeB } = op.attributes;
    const attributes = { T: typeOf(op), transpose_a: transposeA, transpose_b: transposeB };
    to.set(op.outputs[0], to.node('MatMul', [to.get(op.inputs, 0), to.get(op.inputs, 1)], attributes));
  },
};

/** Where each axis of a slice ends; an axis that is taken to its end needs no number. */
function sliceEnds(op: OpNodeOf<'slice'>, to: EmitContext): { readonly ends: string; readonly mask: number } {
  const { begin, size, strides } = op.attributes;
  let mask = 0;
  const ends = size.map((count, axis) => {
    const start = begin[axis] ?? 0;
    const stride = strides[axis] ?? 1;
    const whole = op.inputs[0]?.shape[axis];
    if (!isFixed(count) && stride === 1 && whole && sameExtent(whole, sum(count, fixed(start)))) {
      mask |= 1 << axis;
      return fixed(0);
    }
    if (isFixed(count) && count.constant === 0) return fixed(start);
    return sum(scale(count, stride), fixed(start + 1 - stride));
  });
  return { ends: to.shape(ends), mask };
}

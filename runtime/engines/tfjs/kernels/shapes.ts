import type { OpKind } from '../../../../compiler/ir/op-attributes.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import { inputShape, type KernelRows } from './kernel-call.ts';

type Shapes = Extract<
  OpKind,
  'reshape' | 'transpose' | 'broadcastTo' | 'pad' | 'slice' | 'concat' | 'reverse' | 'oneHot'
>;

/** Ops that move elements about. */
export const shapes: KernelRows<Shapes> = {
  reshape: ({ attributes: { shape } }, batch) => ({
    kernel: 'Reshape',
    operands: { x: 0 },
    attributes: { shape: shapeAt(shape, batch) },
  }),
  transpose: ({ attributes: { permutation } }) => ({
    kernel: 'Transpose',
    operands: { x: 0 },
    attributes: { perm: permutation },
  }),
  broadcastTo: (op, batch) => {
    const target = shapeAt(op.attributes.shape, batch);
    const given = inputShape(op, 0, batch);
    const shape = [...target.slice(given.length).map(() => 1), ...given];
    const reps = target.map((size, axis) => (shape[axis] === size ? 1 : size));
    return { kernel: 'Tile', operands: { x: { input: 0, shape } }, attributes: { reps } };
  },
  pad: ({ attributes: { paddings, value } }) => ({
    kernel: 'PadV2',
    operands: { x: 0 },
    attributes: { paddings, constantValue: value },
  }),
  slice: ({ attributes: { begin, size, strides } }, batch) => ({
    kernel: 'CnncSlice',
    operands: { x: 0 },
    attributes: { begin, size: shapeAt(size, batch), strides },
  }),
  concat: (op) => ({
    kernel: 'Concat',
    operands: op.inputs.map((_, index) => index),
    attributes: { axis: op.attributes.axis },
  }),
  reverse: ({ attributes: { axes } }) => ({
    kernel: 'Reverse',
    operands: { x: 0 },
    attributes: { dims: axes },
  }),
  oneHot: ({ attributes: { depth } }) => ({
    kernel: 'OneHot',
    operands: { indices: 0 },
    attributes: { depth, onValue: 1, offValue: 0, dtype: 'float32' },
  }),
};

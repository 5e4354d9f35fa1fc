import type { OpNode, OpNodeOf, Value } from '../../ir/ir.ts';
import { fixed, sameShape, sameExtent } from '../../ir/extent.ts';
import type { OpKind, PoolAttributes } from '../../ir/op-attributes.ts';

/** When the op's output has the very elements of its first input in the same order; never, for the ops left out. */
const conditions: { readonly [K in OpKind]?: (x: Value, op: OpNodeOf<K>) => boolean } = {
  cast: (x, { attributes }) => x.dtype === attributes.dtype,
  transpose: (x, { attributes }) => keepsOrder(x, attributes.permutation),
  broadcastTo: (x, { outputs }) => sameElements(x, outputs),
  pad: (_, { attributes }) => attributes.paddings.flat().every((cells) => cells === 0),
  slice: (x, { attributes }) => sameShape(x.shape, attributes.size),
  concat: (_, { inputs }) => inputs.length === 1,
  reverse: (x, { attributes }) => attributes.axes.every((axis) => isOne(x, axis)),
  reduceSum: (x, { attributes }) => attributes.axes.every((axis) => isOne(x, axis)),
  reduceMean: (x, { attributes }) => attributes.axes.every((axis) => isOne(x, axis)),
  reduceMax: (x, { attributes }) => attributes.axes.every((axis) => isOne(x, axis)),
  maxPool2d: (_, { attributes }) => isSingleCell(attributes),
  avgPool2d: (_, { attributes }) => isSingleCell(attributes),
};

/** Whether an op leaves its one input as it is but for the shape, so that a reshape does. */
export function isIdentity(op: OpNode): boolean {
  const [x] = op.inputs;
  const condition = conditions[op.kind] as ((x: Value, op: OpNode) => boolean) | undefined;
  return x !== undefined && condition !== undefined && condition(x, op);
}

const isSingleCell = ({ poolSize, strides, padding }: PoolAttributes): boolean =>
  [...poolSize, ...strides].every((number) => number === 1) && padding.flat().every((cells) => cells === 0);

const isOne = (x: Value, axis: number): boolean => sameExtent(x.shape[axis] ?? fixed(0), fixed(1));

/** Axes of one cell may go anywhere. */
function keepsOrder(x: Value, permutation: readonly number[]): boolean {
  const moved = permutation.filter((axis) => !isOne(x, axis));
  return moved.every((axis, place) => place === 0 || axis > (moved[place - 1] ?? -1));
}

function sameElements(x: Value, outputs: readonly Value[]): boolean {
  const shape = outputs[0]?.shape.filter((size) => !sameExtent(size, fixed(1))) ?? [];
  return sameShape(
    x.shape.filter((size) => !sameExtent(size, fixed(1))),
    shape,
  );
}

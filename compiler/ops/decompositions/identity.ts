import type { OpNode, Value } from '../../program/ir.ts';
import { fixed, sameShape, sameSize } from '../../program/size.ts';

/** Whether an op's output has the very elements of its one input in the same order, so that a reshape does. */
export function isIdentity(op: OpNode): boolean {
  const [x] = op.inputs;
  if (x === undefined) return false;
  switch (op.kind) {
    case 'cast':
      return x.dtype === op.attributes.dtype;
    case 'transpose':
      return keepsOrder(x, op.attributes.permutation);
    case 'broadcastTo':
      return sameElements(x, op.outputs);
    case 'pad':
      return op.attributes.paddings.every(([before, after]) => before === 0 && after === 0);
    case 'slice':
      return sameShape(x.shape, op.attributes.size);
    case 'concat':
      return op.inputs.length === 1;
    case 'reverse':
      return op.attributes.axes.every((axis) => isOne(x, axis));
    case 'reduceSum':
    case 'reduceMean':
    case 'reduceMax':
      return op.attributes.axes.every((axis) => isOne(x, axis));
    case 'maxPool2d':
    case 'avgPool2d':
      return [
        ...op.attributes.poolSize,
        ...op.attributes.strides,
        1 + Math.max(...op.attributes.padding.flat()),
      ].every((number) => number === 1);
    default:
      return false;
  }
}

const isOne = (x: Value, axis: number): boolean => sameSize(x.shape[axis] ?? fixed(0), fixed(1));

/** Axes of one cell may go anywhere. */
function keepsOrder(x: Value, permutation: readonly number[]): boolean {
  const moved = permutation.filter((axis) => !isOne(x, axis));
  return moved.every((axis, place) => place === 0 || axis > (moved[place - 1] ?? -1));
}

function sameElements(x: Value, outputs: readonly Value[]): boolean {
  const shape = outputs[0]?.shape.filter((size) => !sameSize(size, fixed(1))) ?? [];
  return sameShape(
    x.shape.filter((size) => !sameSize(size, fixed(1))),
    shape,
  );
}

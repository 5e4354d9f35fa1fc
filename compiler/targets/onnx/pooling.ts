import type { PoolAttributes } from '../../ir/op-attributes.ts';
import type { OpNodeOf, Value } from '../../ir/ir.ts';
import { maskPositive } from './elementwise.ts';
import type { EmitContext } from './emit-context.ts';
import { image, physicalShape } from './layout.ts';
import type { OnnxAttributes } from './onnx-model.ts';
import { fitPlane, spaceOut, volumePads } from './planes.ts';
import { needed } from '../../ir/needed.ts';
import type { Rows } from './row.ts';

const windows = ({ poolSize, strides, padding }: PoolAttributes): OnnxAttributes => ({
  kernel_shape: [1, ...poolSize],
  strides: [1, ...strides],
  pads: volumePads(padding),
});

export const pooling: Rows<'maxPool2d' | 'maxPool2dGrad' | 'avgPool2d' | 'avgPool2dGrad'> = {
  maxPool2d: (op, to) => {
    const y = needed(op.outputs, 0);
    const wanted = to.maxPoolIndices.has(y);
    const x = to.get(needed(op.inputs, 0), image);
    const [pooled = '', indices = ''] = to.graph.nodes(
      'MaxPool',
      [x],
      windows(op.attributes),
      wanted ? 2 : 1,
    );
    if (wanted) to.maxPoolIndices.set(y, indices);
    to.set(y, pooled, image);
  },

  maxPool2dGrad: (op, to) => {
    emitMaxPoolGradient(op, to);
  },

  avgPool2d: (op, to) => {
    const x = to.get(needed(op.inputs, 0), image);
    const attributes = { ...windows(op.attributes), count_include_pad: 0 };
    to.set(op.outputs[0], to.graph.node('AveragePool', [x], attributes), image);
  },

  avgPool2dGrad: (op, to) => {
    to.set(op.outputs[0], tiles(op, to) ? spreadOverTiles(op, to) : spreadOverWindows(op, to), image);
  },
};

/**
 * dy goes where the maximum was, by its index in the whole of x. `masked`: a value that is to hold the result
 * only where x is positive, in place of the result itself.
 */
export function emitMaxPoolGradient(op: OpNodeOf<'maxPool2dGrad'>, to: EmitContext, masked?: Value): void {
  const { graph } = to;
  const result = masked ?? needed(op.outputs, 0);
  const dims = physicalShape(to.shape(result), image);
  const indices = maximumIndices(op, to, to.get(needed(op.inputs, 0), image));
  let dy = to.get(needed(op.inputs, 2), image);
  if (masked !== undefined) dy = maskPositive(to, dy, to.get(needed(op.inputs, 1), image));
  const { poolSize, strides } = op.attributes;
  if (strides[0] >= poolSize[0] && strides[1] >= poolSize[1]) {
    const sizes = { kernel_shape: [1, 1, 1], strides: [1, 1, 1] };
    return to.set(result, graph.node('MaxUnpool', [dy, indices, graph.ints(dims)], sizes), image);
  }
  const count = dims.reduce((product, size) => product * size, 1);
  const zeros = graph.node('Expand', [graph.scalar(0), graph.ints([count])]);
  const flat = [graph.reshape(indices, [-1]), graph.reshape(dy, [-1])];
  const added = graph.node('ScatterElements', [zeros, ...flat], { axis: 0, reduction: 'add' });
  to.set(result, graph.reshape(added, dims), image);
}

/** The indices that the forward pass gave, or those of the same pooling run again. */
function maximumIndices(op: OpNodeOf<'maxPool2dGrad'>, to: EmitContext, x: string): string {
  const known = to.maxPoolIndices.get(needed(op.inputs, 1));
  if (known !== undefined && known !== '') return known;
  const [, indices = ''] = to.graph.nodes('MaxPool', [x], windows(op.attributes), 2);
  return indices;
}

/** Whether every cell is in exactly one window and no window has padding. */
function tiles({ attributes, inputs }: OpNodeOf<'avgPool2dGrad'>, to: EmitContext): boolean {
  const { poolSize, strides } = attributes;
  const [, rows = 0, columns = 0] = to.shape(needed(inputs, 0));
  const whole = attributes.inputShape.slice(1, 3).map((size) => size.constant);
  const even = [rows * poolSize[0], columns * poolSize[1]];
  const stepped = (axis: 0 | 1): boolean => strides[axis] === poolSize[axis] || even[axis] === poolSize[axis];
  return (
    whole.join() === even.join() &&
    stepped(0) &&
    stepped(1) &&
    attributes.padding.flat().every((size) => size === 0)
  );
}

function spreadOverTiles(
  { attributes, inputs, outputs }: OpNodeOf<'avgPool2dGrad'>,
  to: EmitContext,
): string {
  const { graph } = to;
  const [height, width] = attributes.poolSize;
  const dy = needed(inputs, 0);
  const [batch = 1, rows = 1, columns = 1, channels = 1] = to.shape(dy);
  const share = graph.node('Mul', [to.get(dy, image), graph.scalar(1 / (height * width))]);
  const lines = channels * batch * rows;
  const split = graph.reshape(share, [lines, 1, columns, 1]);
  const repeated = graph.node('Expand', [split, graph.ints([lines, height, columns, width])]);
  return graph.reshape(repeated, physicalShape(to.shape(needed(outputs, 0)), image));
}

/** Each dy, divided by the cells of its window, on a grid of zeros; then the sum over windows turned round. */
function spreadOverWindows(op: OpNodeOf<'avgPool2dGrad'>, to: EmitContext): string {
  const { graph } = to;
  const { poolSize, strides, padding } = op.attributes;
  const dy = needed(op.inputs, 0);
  const [batch = 1, rows = 1, columns = 1, channels = 1] = to.shape(dy);
  const [, height = 1, width = 1] = to.shape(needed(op.outputs, 0));
  const vertical = cellsInWindows(height, rows, poolSize[0], strides[0], padding[0][0]);
  const horizontal = cellsInWindows(width, columns, poolSize[1], strides[1], padding[1][0]);
  const area = poolSize[0] * poolSize[1];
  const shares = vertical.flatMap((down) => horizontal.map((across) => area / (down * across)));
  const share = graph.node('Mul', [to.get(dy, image), graph.floats(shares, [rows, columns])]);
  const spaced = spaceOut(graph, share, [channels, batch, rows, columns], strides);
  const before = [poolSize[0] - 1 - padding[0][0], poolSize[1] - 1 - padding[1][0]] as const;
  const fitted = fitPlane(graph, spaced, strides[0] * strides[1] === 1 ? 5 : 4, [
    [before[0], height + poolSize[0] - 1 - rows * strides[0] - before[0]],
    [before[1], width + poolSize[1] - 1 - columns * strides[1] - before[1]],
  ]);
  const planes = [1, channels, batch, height + poolSize[0] - 1, width + poolSize[1] - 1];
  return graph.node('AveragePool', [graph.reshape(fitted, planes)], { kernel_shape: [1, ...poolSize] });
}

/** How many cells of an axis each window covers, padding left out. */
const cellsInWindows = (
  length: number,
  count: number,
  size: number,
  stride: number,
  before: number,
): number[] =>
  Array.from({ length: count }, (_, index) => {
    const start = index * stride - before;
    return Math.min(start + size, length) - Math.max(start, 0);
  });

import { avgPool2dGradOfPadded } from '../../../compiler/ops/decompositions/avg-pool2d-grad.ts';
import { conv2dFilterGradAsConv } from '../../../compiler/ops/decompositions/conv2d-filter-grad-as-conv.ts';
import { areLast } from '../../../compiler/ops/decompositions/reduce.ts';
import type { ConvAttributes, OpKind, PoolAttributes } from '../../../compiler/ir/op-attributes.ts';
import type { OpNode, OpNodeOf, Value } from '../../../compiler/ir/ir.ts';
import type { Target } from '../../../compiler/passes/legalize.ts';
import { at, isFixed, sameShape } from '../../../compiler/ir/extent.ts';
import { convolutionScratch, convolutionWay } from './simd/convolution-way.ts';
import { goesByPanels } from './simd/matrix-plan.ts';
import { kernelTables, type TfjsBackend } from './kernels/table.ts';

export type { TfjsBackend };

const targets: Readonly<Record<TfjsBackend, Target>> = {
  cpu: { native: (op) => isNative(op, 'cpu'), decompositions: { avgPool2dGrad: avgPool2dGradOfPadded } },
  wasm: {
    native: (op) => isNative(op, 'wasm'),
    decompositions: { avgPool2dGrad: avgPool2dGradOfPadded, conv2dFilterGrad: conv2dFilterGradAsConv },
    scratch: convolutionScratch,
  },
};

/** What a backend's kernels do exactly as the op says, with no memory of their own but the outputs and planned scratch. */
export const tfjsTarget = (backend: TfjsBackend): Target => targets[backend];

/** Where an op that has a kernel is not exactly that kernel on every backend: when it is. */
const conditions: { readonly [K in OpKind]?: (op: OpNodeOf<K>, backend: TfjsBackend) => boolean } = {
  // wasm keeps the low byte of a number instead of asking whether it is zero.
  cast: ({ attributes }, backend) => backend === 'cpu' || attributes.dtype !== 'bool',
  select: ({ inputs, outputs: [y] }) => inputs.every((input) => sameShape(input.shape, y?.shape ?? [])),
  // Over other axes than the last ones, the kernels make a transposed copy of their own.
  reduceSum: ({ inputs: [x], attributes }) => isOverLast(x, attributes.axes),
  reduceMax: ({ inputs: [x], attributes }) => isOverLast(x, attributes.axes),
  reduceMean: ({ inputs: [x], attributes }, backend) => backend === 'wasm' && isOverLast(x, attributes.axes),
  argMax: ({ inputs: [x], attributes }) => isOverLast(x, [attributes.axis]),
  // wasm's Tile is 100 times slower than a product with ones.
  broadcastTo: (_, backend) => backend === 'cpu',
  matmul: (op, backend) => backend === 'cpu' || goesByPanels(op) || isPlainOrSmall(op),
  conv2d: ({ inputs: [, filter], attributes }) => isWholeOrDepthwise(attributes, depthOf(filter)),
  // wasm's own kernel is 10 times slower than a convolution of the same size.
  conv2dInputGrad: (op, backend) =>
    backend === 'wasm'
      ? convolutionWay(op) !== undefined
      : isUndilated(op.attributes) && isWholeOrDepthwise(op.attributes, depthOf(op.inputs[1])),
  conv2dFilterGrad: (op, backend) =>
    backend === 'wasm'
      ? convolutionWay(op) !== undefined
      : isUndilated(op.attributes) && isWholeOrDepthwise(op.attributes, op.attributes.filterShape[2]),
  maxPool2d: ({ attributes }) => attributes.poolSize.some((size) => size > 1),
  avgPool2d: ({ attributes }) => attributes.poolSize.some((size) => size > 1),
  avgPool2dGrad: ({ attributes }) => isUnpadded(attributes),
  softmax: (_, backend) => backend === 'wasm',
};

function isNative(op: OpNode, backend: TfjsBackend): boolean {
  if (kernelTables[backend][op.kind] === 'composed') return false;
  const condition = conditions[op.kind] as ((op: OpNode, backend: TfjsBackend) => boolean) | undefined;
  return condition === undefined || condition(op, backend);
}

const isUndilated = ({ dilations }: ConvAttributes): boolean => dilations.every((by) => by === 1);

const isOverLast = (x: Value | undefined, axes: readonly number[]): boolean =>
  x !== undefined && areLast(x, axes);

const isUnpadded = ({ padding }: PoolAttributes): boolean => padding.flat().every((cells) => cells === 0);

/** No groups, or as many as channels, so that each filter sees one channel. */
const isWholeOrDepthwise = ({ groups }: ConvAttributes, depth: number | undefined): boolean =>
  groups === 1 || depth === 1;

/** The channels that a filter sees. */
function depthOf(filter: Value | undefined): number | undefined {
  const depth = filter?.shape[2];
  return depth !== undefined && isFixed(depth) ? depth.constant : undefined;
}

/** The library's product transposes within itself, slowly; with more than a few rows it pays to transpose first. */
function isPlainOrSmall(op: OpNodeOf<'matmul'>): boolean {
  const { transposeA, transposeB } = op.attributes;
  if (!transposeA && !transposeB) return true;
  return (op.outputs[0]?.shape ?? []).some((size) => isFixed(size) && at(size, 1) <= 16);
}

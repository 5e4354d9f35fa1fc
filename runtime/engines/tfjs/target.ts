import { avgPool2dGradOfPadded } from '../../../compiler/ops/decompositions/avg-pool2d-grad.ts';
import { conv2dFilterGradAsConv } from '../../../compiler/ops/decompositions/conv2d-filter-grad-as-conv.ts';
import { areLast } from '../../../compiler/ops/decompositions/reduce.ts';
import type { ConvAttributes, PoolAttributes } from '../../../compiler/ops/op-attributes.ts';
import type { OpNode, Value } from '../../../compiler/program/ir.ts';
import type { Target } from '../../../compiler/program/legalize.ts';
import { at, isFixed, sameShape } from '../../../compiler/program/size.ts';
import { kernelTables, type TfjsBackend } from './kernels/table.ts';

export type { TfjsBackend };

const targets: Readonly<Record<TfjsBackend, Target>> = {
  cpu: { native: (op) => isNative(op, 'cpu'), decompositions: { avgPool2dGrad: avgPool2dGradOfPadded } },
  wasm: {
    native: (op) => isNative(op, 'wasm'),
    decompositions: { avgPool2dGrad: avgPool2dGradOfPadded, conv2dFilterGrad: conv2dFilterGradAsConv },
  },
};

/** What a backend's kernels do exactly as the op says, with no memory of their own but the outputs. */
export const tfjsTarget = (backend: TfjsBackend): Target => targets[backend];

function isNative(op: OpNode, backend: TfjsBackend): boolean {
  if (kernelTables[backend][op.kind] === 'composed') return false;
  const [x] = op.inputs;
  switch (op.kind) {
    case 'cast':
      // wasm keeps the low byte of a number instead of asking whether it is zero.
      return backend === 'cpu' || op.attributes.dtype !== 'bool';
    case 'select':
      return op.inputs.every((input) => sameShape(input.shape, op.outputs[0]?.shape ?? []));
    case 'reduceSum':
    case 'reduceMax':
      return isOverLast(x, op.attributes.axes);
    case 'reduceMean':
      return backend === 'wasm' && isOverLast(x, op.attributes.axes);
    case 'argMax':
      return isOverLast(x, [op.attributes.axis]);
    case 'broadcastTo':
      // wasm's Tile is 100 times slower than a product with ones.
      return backend === 'cpu';
    case 'matmul':
      return backend === 'cpu' || isPlainOrSmall(op);
    case 'conv2d':
      return op.attributes.groups === 1 || isDepthwise(op.inputs, op.attributes);
    case 'conv2dInputGrad':
    case 'conv2dFilterGrad':
      return (
        backend === 'cpu' && op.attributes.groups === 1 && op.attributes.dilations.every((by) => by === 1)
      );
    case 'maxPool2d':
    case 'avgPool2d':
      return op.attributes.poolSize.some((size) => size > 1);
    case 'avgPool2dGrad':
      return isUnpadded(op.attributes);
    case 'softmax':
      return backend === 'wasm';
    default:
      return true;
  }
}

const isOverLast = (x: Value | undefined, axes: readonly number[]): boolean =>
  x !== undefined && areLast(x, axes);

const isUnpadded = ({ padding }: PoolAttributes): boolean => padding.flat().every((cells) => cells === 0);

/** As many groups as channels, so that each filter sees one channel. */
function isDepthwise([, filter]: readonly Value[], { groups }: ConvAttributes): boolean {
  const depth = filter?.shape[2];
  return groups > 1 && depth !== undefined && isFixed(depth) && depth.constant === 1;
}

/** wasm transposes within its slow product; with more than a few rows it pays to transpose first. */
function isPlainOrSmall(op: OpNode & { readonly kind: 'matmul' }): boolean {
  const { transposeA, transposeB } = op.attributes;
  if (!transposeA && !transposeB) return true;
  return (op.outputs[0]?.shape ?? []).some((size) => isFixed(size) && at(size, 1) <= 16);
}

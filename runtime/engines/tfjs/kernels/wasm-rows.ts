import type { OpKind } from '../../../../compiler/ir/op-attributes.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import { convolutionWay } from '../simd/convolution-way.ts';
import { goesByPanels } from '../simd/matrix-plan.ts';
import { convolutions } from './convolutions.ts';
import type { KernelRow } from './kernel-call.ts';

/** 1 as a float32's bits: wasm's OneHot writes what it is given as 32-bit integers whatever the dtype. */
const bitsOfOne = 0x3f800000;

/** Rows in which the wasm backend differs: kernels of ours, and one that needs care. */
export const wasmRows: { readonly [K in OpKind]?: KernelRow<K> } = {
  oneHot: ({ attributes: { depth } }) => ({
    kernel: 'OneHot',
    operands: { indices: 0 },
    attributes: { depth, onValue: bitsOfOne, offValue: 0, dtype: 'float32' },
  }),
  matmul: (op) => ({
    kernel: goesByPanels(op) ? 'CnncMatrixProduct' : 'BatchMatMul',
    operands: { a: 0, b: 1 },
    attributes: { ...op.attributes },
  }),
  conv2d: (op, batch) => {
    const way = convolutionWay(op);
    if (way === undefined) return convolutions.conv2d(op, batch);
    const resultShape = shapeAt(op.outputs[0]?.shape ?? [], batch);
    return {
      kernel: way === 'tiles' ? 'CnncWinogradConv2d' : 'CnncColumnConv2d',
      operands: { x: 0, filter: 1 },
      attributes: { ...op.attributes, resultShape },
    };
  },
  conv2dInputGrad: (op, batch) => ({
    kernel: convolutionWay(op) === 'tiles' ? 'CnncWinogradInputGrad' : 'CnncColumnInputGrad',
    operands: { dy: 0, filter: 1 },
    attributes: { ...op.attributes, inputShape: shapeAt(op.attributes.inputShape, batch) },
  }),
  conv2dFilterGrad: (op) => ({
    kernel: convolutionWay(op) === 'tiles' ? 'CnncWinogradFilterGrad' : 'CnncColumnFilterGrad',
    operands: { x: 0, dy: 1 },
    attributes: { ...op.attributes },
  }),
  reluGrad: () => ({ kernel: 'CnncReluGrad', operands: { dy: 0, y: 1 } }),
  maxPool2dGrad: (op) => ({
    kernel: 'CnncMaxPoolGrad',
    operands: { x: 0, dy: 2 },
    attributes: { ...op.attributes },
  }),
  batchNorm: ({ attributes: { epsilon } }) => ({
    kernel: 'CnncBatchNorm',
    operands: { x: 0, gamma: 1, beta: 2 },
    attributes: { epsilon },
  }),
  batchNormGrad: ({ attributes: { epsilon } }) => ({
    kernel: 'CnncBatchNormGrad',
    operands: { dy: 0, x: 1, gamma: 2, mean: 3, variance: 4 },
    attributes: { epsilon },
  }),
};

import type { OpKind } from '../../../../compiler/ir/op-attributes.ts';
import type { KernelRows } from './kernel-call.ts';

type Reductions = Extract<
  OpKind,
  | 'reduceSum'
  | 'reduceMean'
  | 'reduceMax'
  | 'argMax'
  | 'matmul'
  | 'softmax'
  | 'logSoftmax'
  | 'softmaxCrossEntropy'
>;

/** Ops in which elements meet along an axis. */
export const reductions: KernelRows<Reductions> = {
  reduceSum: ({ attributes: { axes, keepDims } }) => ({
    kernel: 'Sum',
    operands: { x: 0 },
    attributes: { axis: axes, keepDims },
  }),
  reduceMean: ({ attributes: { axes, keepDims } }) => ({
    kernel: 'Mean',
    operands: { x: 0 },
    attributes: { axis: axes, keepDims },
  }),
  reduceMax: ({ attributes: { axes, keepDims } }) => ({
    kernel: 'Max',
    operands: { x: 0 },
    attributes: { reductionIndices: axes, keepDims },
  }),
  argMax: ({ attributes: { axis } }) => ({ kernel: 'ArgMax', operands: { x: 0 }, attributes: { axis } }),
  matmul: ({ attributes: { transposeA, transposeB } }) => ({
    kernel: 'BatchMatMul',
    operands: { a: 0, b: 1 },
    attributes: { transposeA, transposeB },
  }),
  softmax: (op) => ({
    kernel: 'Softmax',
    operands: { logits: 0 },
    attributes: { dim: (op.outputs[0]?.shape.length ?? 1) - 1 },
  }),
  logSoftmax: 'composed',
  softmaxCrossEntropy: 'composed',
};

import type { OpKind } from '../../../../compiler/ir/op-attributes.ts';
import type { BinaryKind } from '../cpu-kernels/binary.ts';
import type { UnaryKind } from '../cpu-kernels/unary.ts';
import type { KernelCall, KernelRow } from './kernel-call.ts';

const unary = (kind: UnaryKind) => (): KernelCall => ({
  kernel: 'CnncUnary',
  operands: { x: 0 },
  attributes: { kind },
});

const binary = (kind: BinaryKind) => (): KernelCall => ({
  kernel: 'CnncBinary',
  operands: { a: 0, b: 1 },
  attributes: { kind },
});

/** Rows in which the cpu backend differs: kernels of ours, which can write over an input. */
export const cpuRows: { readonly [K in OpKind]?: KernelRow<K> } = {
  cast: ({ attributes: { dtype } }) => ({ kernel: 'CnncCast', operands: { x: 0 }, attributes: { dtype } }),
  negate: unary('negate'),
  abs: unary('abs'),
  sign: unary('sign'),
  exp: unary('exp'),
  log: unary('log'),
  sqrt: unary('sqrt'),
  square: unary('square'),
  reciprocal: unary('reciprocal'),
  floor: unary('floor'),
  relu: unary('relu'),
  sigmoid: unary('sigmoid'),
  tanh: unary('tanh'),
  erf: unary('erf'),
  add: binary('add'),
  subtract: binary('subtract'),
  multiply: binary('multiply'),
  divide: binary('divide'),
  maximum: binary('maximum'),
  minimum: binary('minimum'),
  power: binary('power'),
  select: () => ({ kernel: 'CnncSelect', operands: { condition: 0, t: 1, e: 2 } }),
  reluGrad: () => ({ kernel: 'CnncReluGrad', operands: { dy: 0, y: 1 } }),
  batchNormInference: ({ attributes: { epsilon } }) => ({
    kernel: 'CnncBatchNormInference',
    operands: { x: 0, gamma: 1, beta: 2, mean: 3, variance: 4 },
    attributes: { epsilon },
  }),
};

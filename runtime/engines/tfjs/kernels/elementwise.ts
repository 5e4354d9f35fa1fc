import type { OpKind } from '../../../../compiler/ir/op-attributes.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import type { KernelCall, KernelRows } from './kernel-call.ts';

const unary = (kernel: string) => (): KernelCall => ({ kernel, operands: { x: 0 } });
const binary = (kernel: string) => (): KernelCall => ({ kernel, operands: { a: 0, b: 1 } });

type Elementwise = Extract<
  OpKind,
  | 'constant'
  | 'tensorConstant'
  | 'negate'
  | 'abs'
  | 'sign'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'square'
  | 'reciprocal'
  | 'floor'
  | 'relu'
  | 'sigmoid'
  | 'tanh'
  | 'erf'
  | 'cast'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'maximum'
  | 'minimum'
  | 'power'
  | 'equal'
  | 'greater'
  | 'greaterEqual'
  | 'select'
  | 'reluGrad'
>;

/** Ops on one element at a time. */
export const elementwise: KernelRows<Elementwise> = {
  constant: ({ attributes: { value, shape, dtype } }, batch) => ({
    kernel: 'Fill',
    operands: {},
    attributes: { value, shape: shapeAt(shape, batch), dtype },
  }),
  tensorConstant: ({ attributes: { values, shape } }) => ({
    kernel: 'CnncTensorConstant',
    operands: {},
    attributes: { values, shape },
  }),
  negate: unary('Neg'),
  abs: unary('Abs'),
  sign: unary('Sign'),
  exp: unary('Exp'),
  log: unary('Log'),
  sqrt: unary('Sqrt'),
  square: unary('Square'),
  reciprocal: unary('Reciprocal'),
  floor: unary('Floor'),
  relu: unary('Relu'),
  sigmoid: unary('Sigmoid'),
  tanh: unary('Tanh'),
  erf: unary('Erf'),
  cast: ({ attributes: { dtype } }) => ({ kernel: 'Cast', operands: { x: 0 }, attributes: { dtype } }),
  add: binary('Add'),
  subtract: binary('Sub'),
  multiply: binary('Multiply'),
  divide: binary('RealDiv'),
  maximum: binary('Maximum'),
  minimum: binary('Minimum'),
  power: binary('Pow'),
  equal: binary('Equal'),
  greater: binary('Greater'),
  greaterEqual: binary('GreaterEqual'),
  select: () => ({ kernel: 'Select', operands: { condition: 0, t: 1, e: 2 } }),
  reluGrad: 'composed',
};

import type { OpKind } from '../../../compiler/ir/op-attributes.ts';
import { distinct, type InputSpec, type OpCase, type OpCases, shape, uniform, whole } from '../op-case.ts';

type Unary = Extract<
  OpKind,
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
>;
type Binary = Extract<OpKind, 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum' | 'power'>;
type Comparison = Extract<OpKind, 'equal' | 'greater' | 'greaterEqual'>;
type Rest = Extract<OpKind, 'constant' | 'tensorConstant' | 'cast' | 'select' | 'reluGrad'>;

const one = <K extends Unary>(...inputs: readonly InputSpec[]): readonly OpCase<K>[] =>
  inputs.map((input, index) => ({
    title: `input ${index}`,
    batch: 3,
    inputs: [input],
    attributes: {},
    differentiable: [0],
  }));

const awayFromZero = distinct(shape('B', 5), 0.3);
const ordinary = [uniform(shape('B', 2, 5), -2, 2), uniform(shape(7), -2, 2), uniform(shape(), -2, 2)];
const above = [uniform(shape('B', 2, 5), 0.5, 3), uniform(shape(), 1, 2)];

const unary: OpCases<Unary> = {
  negate: one(...ordinary),
  abs: one(awayFromZero),
  sign: [
    { title: 'both signs', batch: 3, inputs: [awayFromZero], attributes: {} },
    { title: 'zeros', batch: 3, inputs: [whole(shape('B', 5), 2)], attributes: {} },
  ],
  exp: one(...ordinary),
  log: one(...above),
  sqrt: one(...above),
  square: one(...ordinary),
  reciprocal: one(...above),
  floor: [{ title: 'both signs', batch: 3, inputs: [uniform(shape('B', 7), -3, 3)], attributes: {} }],
  relu: one(awayFromZero),
  sigmoid: one(...ordinary),
  tanh: one(...ordinary),
  erf: one(...ordinary),
};

const pairs = (low: number, high: number): readonly (readonly [string, InputSpec, InputSpec])[] => {
  const of = (...sizes: (number | 'B')[]): InputSpec => uniform(shape(...sizes), low, high);
  return [
    ['one shape', of('B', 2, 3), of('B', 2, 3)],
    ['channels', of('B', 3, 2, 5), of(5)],
    ['a scalar first', of(), of('B', 5)],
    ['a column', of('B', 4), of('B', 1)],
    ['both repeated', of('B', 1, 3), of(2, 1)],
    ['a picture for all channels of each', of('B', 2, 3, 4), of(2, 3, 1)],
    ['channels of each picture', of('B', 2, 3, 4), of('B', 1, 1, 4)],
  ];
};

const two = <K extends Binary | Comparison>(
  operands: readonly (readonly [string, InputSpec, InputSpec])[],
  differentiable: readonly number[] = [0, 1],
): readonly OpCase<K>[] =>
  operands.map(([title, a, b]) => ({
    title,
    batch: 3,
    inputs: [a, b],
    attributes: {},
    differentiable,
  }));

const apart = [
  ['one shape', distinct(shape('B', 7), 0.3), uniform(shape('B', 7), -0.1, 0.1)],
  ['channels', distinct(shape('B', 2, 5), 0.3), uniform(shape(5), -0.1, 0.1)],
] as const;
const tied = [
  ['ties', whole(shape('B', 9), 3), whole(shape('B', 9), 3)],
  ['a scalar', whole(shape('B', 9), 3), whole(shape(), 1)],
] as const;

const binary: OpCases<Binary | Comparison> = {
  add: two(pairs(-2, 2)),
  subtract: two(pairs(-2, 2)),
  multiply: two(pairs(-2, 2)),
  divide: two(pairs(0.5, 2)),
  maximum: two(apart),
  minimum: two(apart),
  power: two(pairs(0.5, 2)),
  equal: two(tied, []),
  greater: two(tied, []),
  greaterEqual: two(tied, []),
};

const rest: OpCases<Rest> = {
  constant: [
    { title: 'a scalar', batch: 2, inputs: [], attributes: { value: 0.5, shape: [], dtype: 'float32' } },
    {
      title: 'batched',
      batch: 3,
      inputs: [],
      attributes: { value: -2, shape: shape('B', 4), dtype: 'float32' },
    },
    { title: 'int32', batch: 1, inputs: [], attributes: { value: 7, shape: shape(3), dtype: 'int32' } },
    { title: 'bool', batch: 1, inputs: [], attributes: { value: 1, shape: shape(3), dtype: 'bool' } },
  ],
  tensorConstant: [
    {
      title: 'a matrix',
      batch: 2,
      inputs: [],
      attributes: { values: [0.5, -1, 2, 0, 3, 1e-7], shape: [2, 3] },
    },
    {
      title: 'like an image',
      batch: 1,
      inputs: [],
      attributes: { values: [1, 2, 3, 4], shape: [1, 2, 1, 2] },
    },
    { title: 'a scalar', batch: 1, inputs: [], attributes: { values: [-0.25], shape: [] } },
  ],
  cast: [
    {
      title: 'float to int',
      batch: 3,
      inputs: [uniform(shape('B', 9), -4, 4)],
      attributes: { dtype: 'int32' },
    },
    {
      title: 'int to float',
      batch: 3,
      inputs: [whole(shape('B', 5), 300, 'int32')],
      attributes: { dtype: 'float32' },
    },
    {
      title: 'bool to float',
      batch: 3,
      inputs: [whole(shape('B', 5), 2, 'bool')],
      attributes: { dtype: 'float32' },
    },
    {
      title: 'bool to int',
      batch: 3,
      inputs: [whole(shape('B', 5), 2, 'bool')],
      attributes: { dtype: 'int32' },
    },
    {
      title: 'int to bool',
      batch: 1,
      inputs: [whole(shape(40), 400, 'int32')],
      attributes: { dtype: 'bool' },
    },
    {
      title: 'float to bool',
      batch: 3,
      inputs: [uniform(shape('B', 5), 0, 1)],
      attributes: { dtype: 'bool' },
    },
    { title: 'to itself', batch: 3, inputs: [uniform(shape('B', 5))], attributes: { dtype: 'float32' } },
  ],
  select: [
    {
      title: 'one shape',
      batch: 3,
      inputs: [whole(shape('B', 4), 2, 'bool'), uniform(shape('B', 4)), uniform(shape('B', 4))],
      attributes: {},
      differentiable: [1, 2],
    },
    {
      title: 'a scalar',
      batch: 3,
      inputs: [whole(shape('B', 4), 2, 'bool'), uniform(shape('B', 4)), uniform(shape())],
      attributes: {},
      differentiable: [1, 2],
    },
    {
      title: 'a condition for each row',
      batch: 3,
      inputs: [whole(shape('B', 1), 2, 'bool'), uniform(shape('B', 4)), uniform(shape(4))],
      attributes: {},
      differentiable: [1, 2],
    },
  ],
  reluGrad: [
    {
      title: 'zeros and negatives',
      batch: 3,
      inputs: [uniform(shape('B', 4)), distinct(shape('B', 4))],
      attributes: {},
      differentiable: [0],
    },
    {
      title: 'whole numbers',
      batch: 2,
      inputs: [uniform(shape('B', 3, 5)), whole(shape('B', 3, 5), 2)],
      attributes: {},
    },
  ],
};

/** Cases of the ops on one element at a time. */
export const elementwiseCases = { ...unary, ...binary, ...rest };

import type { OpKind } from '../../compiler/ir/op-attributes.ts';
import type { OpNode, OpNodeOf } from '../../compiler/ir/ir.ts';
import { shapeAt } from '../../compiler/ir/extent.ts';
import * as arithmetic from './arithmetic.ts';
import { type Dense, dense, read } from './dense.ts';
import * as windows from './windows.ts';

type Index = readonly number[];
type Rule<K extends OpKind> = (call: {
  readonly attributes: OpNodeOf<K>['attributes'];
  readonly inputs: readonly Dense[];
  /** Of the first output. */
  readonly shape: readonly number[];
}) => readonly Dense[];
type Rules<K extends OpKind> = { readonly [Kind in K]: Rule<Kind> };

/** The outputs of an op by plain loops over plain numbers; slow and meant to be seen to be right. */
export function reference(op: OpNode, inputs: readonly Dense[], batch: number): readonly Dense[] {
  const rule: (call: never) => readonly Dense[] = rules[op.kind];
  const shape = shapeAt(op.outputs[0]?.shape ?? [], batch);
  return rule({ attributes: op.attributes, inputs, shape } as never);
}

const operand = (inputs: readonly Dense[], index: number): Dense => {
  const input = inputs[index];
  if (input === undefined) throw new RangeError(`there is no operand ${index}`);
  return input;
};

const one =
  <K extends OpKind>(f: (x: number) => number): Rule<K> =>
  ({ inputs, shape }) => [dense(shape, (index) => f(read(operand(inputs, 0), index)))];

const two =
  <K extends OpKind>(f: (a: number, b: number) => number): Rule<K> =>
  ({ inputs, shape }) => [
    dense(shape, (index) => f(read(operand(inputs, 0), index), read(operand(inputs, 1), index))),
  ];

const reduction =
  <K extends 'reduceSum' | 'reduceMean' | 'reduceMax'>(kind: K): Rule<K> =>
  ({ attributes, inputs, shape }) => {
    const { axes } = attributes;
    return [arithmetic.reduce(kind, operand(inputs, 0), axes, shape)];
  };

/** Each element is the input's at another index. */
const moved =
  <K extends OpKind>(
    source: (index: Index, attributes: OpNodeOf<K>['attributes'], x: Dense) => Index,
  ): Rule<K> =>
  ({ attributes, inputs, shape }) => {
    const x = operand(inputs, 0);
    return [dense(shape, (index) => read(x, source(index, attributes, x)))];
  };

const elementwise = {
  negate: one((x) => -x),
  abs: one(Math.abs),
  sign: one(Math.sign),
  exp: one(Math.exp),
  log: one(Math.log),
  sqrt: one(Math.sqrt),
  square: one((x) => x * x),
  reciprocal: one((x) => 1 / x),
  floor: one(Math.floor),
  relu: one((x) => Math.max(0, x)),
  sigmoid: one((x) => 1 / (1 + Math.exp(-x))),
  tanh: one(Math.tanh),
  erf: one(arithmetic.erf),
  add: two((a, b) => a + b),
  subtract: two((a, b) => a - b),
  multiply: two((a, b) => a * b),
  divide: two((a, b) => a / b),
  maximum: two(Math.max),
  minimum: two(Math.min),
  power: two(Math.pow),
  equal: two((a, b) => Number(a === b)),
  greater: two((a, b) => Number(a > b)),
  greaterEqual: two((a, b) => Number(a >= b)),
  reluGrad: two((dy, y) => (y > 0 ? dy : 0)),
} satisfies Partial<Rules<OpKind>>;

const places: Rules<'reshape' | 'transpose' | 'broadcastTo' | 'pad' | 'slice' | 'concat' | 'reverse'> = {
  reshape: ({ inputs, shape }) => [{ shape, data: operand(inputs, 0).data }],
  broadcastTo: moved((index) => index),
  transpose: moved<'transpose'>((index, { permutation }) =>
    permutation.map((_, axis) => index[permutation.indexOf(axis)] ?? 0),
  ),
  slice: moved<'slice'>((index, { begin, strides }) =>
    index.map((position, axis) => (begin[axis] ?? 0) + position * (strides[axis] ?? 1)),
  ),
  reverse: moved<'reverse'>((index, { axes }, x) =>
    index.map((position, axis) => (axes.includes(axis) ? (x.shape[axis] ?? 0) - 1 - position : position)),
  ),
  pad: ({ attributes: { paddings, value }, inputs, shape }) => {
    const x = operand(inputs, 0);
    const at = (index: Index): number => {
      const source = index.map((position, axis) => position - (paddings[axis]?.[0] ?? 0));
      const inside = source.every((position, axis) => position >= 0 && position < (x.shape[axis] ?? 0));
      return inside ? read(x, source) : value;
    };
    return [dense(shape, at)];
  },
  concat: ({ attributes: { axis }, inputs, shape }) => {
    const at = (index: Index): number => {
      let position = index[axis] ?? 0;
      for (const part of inputs) {
        const length = part.shape[axis] ?? 0;
        if (position < length) return read(part, index.with(axis, position));
        position -= length;
      }
      return NaN;
    };
    return [dense(shape, at)];
  },
};

const rules: Rules<OpKind> = {
  ...elementwise,
  ...places,
  constant: ({ attributes, shape }) => [dense(shape, () => attributes.value)],
  tensorConstant: ({ attributes: { values, shape } }) => [{ shape, data: Float64Array.from(values) }],
  cast: ({ attributes: { dtype }, inputs, shape }) => {
    const change = { float32: Number, int32: Math.trunc, bool: (x: number) => Number(x !== 0) }[dtype];
    return [dense(shape, (index) => change(read(operand(inputs, 0), index)))];
  },
  select: ({ inputs, shape }) => {
    const chosen = (index: Index): Dense => operand(inputs, read(operand(inputs, 0), index) === 0 ? 2 : 1);
    return [dense(shape, (index) => read(chosen(index), index))];
  },
  reduceSum: reduction('reduceSum'),
  reduceMean: reduction('reduceMean'),
  reduceMax: reduction('reduceMax'),
  argMax: ({ attributes: { axis }, inputs, shape }) => {
    const x = operand(inputs, 0);
    const line = (index: Index): number[] =>
      Array.from({ length: x.shape[axis] ?? 0 }, (_, position) =>
        read(x, index.toSpliced(axis, 0, position)),
      );
    return [dense(shape, (index) => line(index).indexOf(Math.max(...line(index))))];
  },
  oneHot: ({ inputs, shape }) => [
    dense(shape, (index) => Number(read(operand(inputs, 0), index.slice(0, -1)) === index.at(-1))),
  ],
  matmul: ({ attributes: { transposeA, transposeB }, inputs, shape }) => [
    arithmetic.matmul(operand(inputs, 0), operand(inputs, 1), transposeA, transposeB, shape),
  ],
  softmax: ({ inputs }) => [arithmetic.softmax(operand(inputs, 0))],
  logSoftmax: ({ inputs }) => [arithmetic.logSoftmax(operand(inputs, 0))],
  softmaxCrossEntropy: ({ inputs }) => arithmetic.softmaxCrossEntropy(operand(inputs, 0), operand(inputs, 1)),
  batchNorm: ({ attributes, inputs }) =>
    arithmetic.batchNorm(operand(inputs, 0), operand(inputs, 1), operand(inputs, 2), attributes.epsilon),
  batchNormGrad: ({ attributes, inputs }) => arithmetic.batchNormGrad(inputs, attributes.epsilon),
  batchNormInference: ({ attributes, inputs }) => [arithmetic.batchNormInference(inputs, attributes.epsilon)],
  conv2d: ({ attributes, inputs, shape }) => [
    windows.conv2d(operand(inputs, 0), operand(inputs, 1), attributes, shape),
  ],
  conv2dInputGrad: ({ attributes, inputs, shape }) => [
    windows.conv2dInputGrad(operand(inputs, 0), operand(inputs, 1), attributes, shape),
  ],
  conv2dFilterGrad: ({ attributes, inputs, shape }) => [
    windows.conv2dFilterGrad(operand(inputs, 0), operand(inputs, 1), attributes, shape),
  ],
  maxPool2d: ({ attributes, inputs, shape }) => [windows.maxPool2d(operand(inputs, 0), attributes, shape)],
  maxPool2dGrad: ({ attributes, inputs }) => [
    windows.maxPool2dGrad(operand(inputs, 0), operand(inputs, 2), attributes),
  ],
  avgPool2d: ({ attributes, inputs, shape }) => [windows.avgPool2d(operand(inputs, 0), attributes, shape)],
  avgPool2dGrad: ({ attributes, inputs, shape }) => [
    windows.avgPool2dGrad(operand(inputs, 0), attributes, shape),
  ],
};

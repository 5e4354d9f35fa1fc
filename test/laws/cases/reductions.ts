import type { OpKind } from '../../../compiler/ir/op-attributes.ts';
import {
  distinct,
  type InputSpec,
  type OpCase,
  type OpCases,
  probabilities,
  shape,
  uniform,
  whole,
} from '../op-case.ts';

type Reduce = 'reduceSum' | 'reduceMean' | 'reduceMax';
type Reductions = Extract<
  OpKind,
  Reduce | 'argMax' | 'matmul' | 'softmax' | 'logSoftmax' | 'softmaxCrossEntropy'
>;

const reduced = <K extends Reduce>(make: (...sizes: (number | 'B')[]) => InputSpec): readonly OpCase<K>[] =>
  [
    { input: make('B', 2, 4), axes: [2], keepDims: true },
    { input: make('B', 2, 4), axes: [0, 1], keepDims: false },
    { input: make('B', 3, 2, 4), axes: [0, 1, 2], keepDims: true },
    { input: make('B', 3, 2, 4), axes: [1, 2], keepDims: false },
    { input: make('B', 3, 2, 4), axes: [1, 3], keepDims: true },
    { input: make('B', 3, 2), axes: [0, 1, 2], keepDims: false },
    { input: make('B'), axes: [0], keepDims: false },
    { input: make('B', 1, 4), axes: [1], keepDims: false },
  ].map(({ input, axes, keepDims }) => ({
    title: `axes ${axes.join()} of ${input.shape.length}${keepDims ? ', kept' : ''}`,
    batch: 3,
    inputs: [input],
    attributes: { axes, keepDims },
    differentiable: [0],
  }));

const product = (
  transposeA: boolean,
  transposeB: boolean,
  columns: number,
  depth = 7,
  size = 1,
): OpCase<'matmul'> => ({
  title: `${transposeA ? 'Aᵀ' : 'A'} ${transposeB ? 'Bᵀ' : 'B'}, ${columns} columns${depth === 7 ? '' : `, depth ${depth}`}`,
  batch: 19,
  inputs: [
    uniform(transposeA ? shape(depth, 'B') : shape('B', depth), -size, size),
    uniform(transposeB ? shape(columns, depth) : shape(depth, columns), -size, size),
  ],
  attributes: { transposeA, transposeB },
  differentiable: [0, 1],
});

const logits = [
  uniform(shape('B', 6), -3, 3),
  uniform(shape('B', 2, 3, 5), -3, 3),
  uniform(shape(4), -50, 50),
];
const overLast = <K extends 'softmax' | 'logSoftmax'>(): readonly OpCase<K>[] =>
  logits.map((input, index) => ({
    title: `rank ${input.shape.length}`,
    batch: 3,
    inputs: [input],
    attributes: {},
    ...(index < 2 && { differentiable: [0] }),
  }));

/** Cases of the ops in which elements meet along an axis. */
export const reductionCases: OpCases<Reductions> = {
  reduceSum: reduced((...sizes) => uniform(shape(...sizes))),
  reduceMean: reduced((...sizes) => uniform(shape(...sizes))),
  reduceMax: reduced((...sizes) => distinct(shape(...sizes), 0.1)),
  argMax: [
    { title: 'classes', batch: 4, inputs: [distinct(shape('B', 7))], attributes: { axis: 1 } },
    { title: 'ties', batch: 4, inputs: [whole(shape('B', 9), 3)], attributes: { axis: 1 } },
    { title: 'an inner axis', batch: 2, inputs: [distinct(shape('B', 4, 3))], attributes: { axis: 1 } },
    { title: 'the first axis', batch: 5, inputs: [distinct(shape('B', 3))], attributes: { axis: 0 } },
  ],
  matmul: [false, true].flatMap((transposeA) =>
    [false, true].flatMap((transposeB) => [
      product(transposeA, transposeB, 5),
      product(transposeA, transposeB, 23),
      { ...product(transposeA, transposeB, 9, 1030, 0.1), differentiable: [] },
    ]),
  ),
  softmax: overLast(),
  logSoftmax: overLast(),
  softmaxCrossEntropy: [
    {
      title: 'probabilities',
      batch: 4,
      inputs: [uniform(shape('B', 5), -3, 3), probabilities(shape('B', 5))],
      attributes: {},
      differentiable: [0],
    },
    {
      title: 'far apart',
      batch: 1,
      inputs: [uniform(shape('B', 3), -60, 60), probabilities(shape('B', 3))],
      attributes: {},
    },
  ],
};

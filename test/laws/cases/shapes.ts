import type { OpKind } from '../../../compiler/ir/op-attributes.ts';
import { type OpCase, type OpCases, shape, uniform, whole } from '../op-case.ts';

type Shapes = Extract<
  OpKind,
  'reshape' | 'transpose' | 'broadcastTo' | 'pad' | 'slice' | 'concat' | 'reverse' | 'oneHot'
>;

type Sizes = readonly (number | 'B')[];

const transposed = (sizes: Sizes, ...permutation: readonly number[]): OpCase<'transpose'> => ({
  title: `${sizes.join('×')} by ${permutation.join()}`,
  batch: 3,
  inputs: [uniform(shape(...sizes))],
  attributes: { permutation },
  differentiable: [0],
});

const broadcast = (sizes: Sizes, target: Sizes): OpCase<'broadcastTo'> => ({
  title: `${sizes.join('×')} to ${target.join('×')}`,
  batch: 3,
  inputs: [uniform(shape(...sizes))],
  attributes: { shape: shape(...target) },
  differentiable: [0],
});

const padded = (
  sizes: Sizes,
  paddings: readonly (readonly [number, number])[],
  value = 0,
): OpCase<'pad'> => ({
  title: `${sizes.join('×')} by ${paddings.map((pair) => pair.join('+')).join()}`,
  batch: 2,
  inputs: [uniform(shape(...sizes))],
  attributes: { paddings, value },
  differentiable: [0],
});

const sliced = (
  sizes: Sizes,
  begin: readonly number[],
  size: Sizes,
  strides: readonly number[],
): OpCase<'slice'> => ({
  title: `${size.join('×')} of ${sizes.join('×')}, ${strides.join()} apart`,
  batch: 3,
  inputs: [uniform(shape(...sizes))],
  attributes: { begin, size: shape(...size), strides },
  differentiable: [0],
});

/** Cases of the ops that move elements about. */
export const shapeCases: OpCases<Shapes> = {
  reshape: [
    {
      title: 'flattened',
      batch: 3,
      inputs: [uniform(shape('B', 2, 5))],
      attributes: { shape: shape('B', 10) },
      differentiable: [0],
    },
    {
      title: 'to a scalar',
      batch: 1,
      inputs: [uniform(shape(1, 1))],
      attributes: { shape: [] },
      differentiable: [0],
    },
  ],
  transpose: [
    transposed(['B', 4], 1, 0),
    transposed([3, 4, 5], 2, 0, 1),
    transposed(['B', 4, 5, 2], 3, 1, 2, 0),
    transposed([3, 3, 5, 2], 0, 1, 3, 2),
    transposed(['B', 1, 5], 1, 0, 2),
    transposed([2, 3, 4, 2, 3], 4, 0, 2, 1, 3),
  ],
  broadcastTo: [
    broadcast([], ['B', 3]),
    broadcast([4], ['B', 3, 4]),
    broadcast(['B', 1, 1, 4], ['B', 5, 3, 4]),
    broadcast([2, 1], ['B', 2, 3]),
    broadcast([4], [1, 4]),
  ],
  pad: [
    padded(
      ['B', 3],
      [
        [0, 0],
        [1, 2],
      ],
    ),
    padded(
      ['B', 3, 4, 2],
      [
        [0, 0],
        [1, 0],
        [0, 3],
        [0, 0],
      ],
      -2,
    ),
    padded(
      ['B', 3, 1, 2, 1, 2],
      [
        [0, 0],
        [0, 0],
        [0, 1],
        [0, 0],
        [0, 2],
        [0, 0],
      ],
    ),
    padded([3], [[0, 0]]),
  ],
  slice: [
    sliced(['B', 7], [0, 2], ['B', 3], [1, 1]),
    sliced(['B', 7, 5, 3], [0, 1, 2, 0], ['B', 4, 3, 2], [1, 1, 1, 1]),
    sliced(['B', 7, 5, 3], [0, 1, 0, 0], ['B', 3, 3, 3], [1, 2, 2, 1]),
    sliced([9], [1], [3], [3]),
    sliced([6, 2], [2, 0], [3, 2], [1, 1]),
    sliced(['B', 5, 4], [0, 1, 0], ['B', 3, 4], [1, 1, 1]),
    sliced(['B', 5, 4], [0, 1, 3], ['B', 1, 1], [1, 2, 2]),
    sliced(['B', 4], [0, 0], ['B', 4], [1, 1]),
    {
      title: 'whole numbers apart',
      batch: 3,
      inputs: [whole(shape('B', 7), 9, 'int32')],
      attributes: { begin: [0, 1], size: shape('B', 3), strides: [1, 2] },
    },
  ],
  concat: [
    {
      title: 'channels',
      batch: 3,
      inputs: [uniform(shape('B', 2, 3)), uniform(shape('B', 2, 1)), uniform(shape('B', 2, 4))],
      attributes: { axis: 2 },
      differentiable: [0, 1, 2],
    },
    {
      title: 'first axis',
      batch: 1,
      inputs: [uniform(shape(2, 3)), uniform(shape(1, 3))],
      attributes: { axis: 0 },
      differentiable: [0, 1],
    },
    {
      title: 'alone',
      batch: 3,
      inputs: [uniform(shape('B', 2))],
      attributes: { axis: 1 },
      differentiable: [0],
    },
  ],
  reverse: [
    {
      title: 'height and width',
      batch: 1,
      inputs: [uniform(shape(3, 2, 4, 5))],
      attributes: { axes: [0, 1] },
      differentiable: [0],
    },
    {
      title: 'columns',
      batch: 3,
      inputs: [uniform(shape('B', 4))],
      attributes: { axes: [1] },
      differentiable: [0],
    },
    { title: 'axes of one', batch: 3, inputs: [uniform(shape('B', 1))], attributes: { axes: [1] } },
  ],
  oneHot: [
    { title: 'labels', batch: 5, inputs: [whole(shape('B'), 4, 'int32')], attributes: { depth: 4 } },
    {
      title: 'a map of labels',
      batch: 2,
      inputs: [whole(shape('B', 3, 2), 6, 'int32')],
      attributes: { depth: 5 },
    },
  ],
};

import type { ConvAttributes, OpKind, PoolAttributes } from '../../../compiler/ir/op-attributes.ts';
import { windowCount } from '../../../compiler/ops/conv2d.ts';
import { distinct, type InputSpec, type OpCase, type OpCases, shape, uniform, whole } from '../op-case.ts';

type Windows = Extract<
  OpKind,
  | 'conv2d'
  | 'conv2dInputGrad'
  | 'conv2dFilterGrad'
  | 'maxPool2d'
  | 'maxPool2dGrad'
  | 'avgPool2d'
  | 'avgPool2dGrad'
  | 'batchNorm'
  | 'batchNormGrad'
  | 'batchNormInference'
>;

interface Convolution extends ConvAttributes {
  readonly title: string;
  readonly batch: number;
  readonly size: readonly [height: number, width: number, channels: number];
  readonly filter: readonly [height: number, width: number, out: number];
}

const plain: Omit<Convolution, 'title' | 'size' | 'filter'> = {
  batch: 2,
  strides: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilations: [1, 1],
  groups: 1,
};
const same = [
  [1, 1],
  [1, 1],
] as const;
const uneven = [
  [0, 1],
  [2, 1],
] as const;

const convolutions: readonly Convolution[] = [
  { ...plain, title: 'plain', size: [5, 6, 3], filter: [3, 3, 4] },
  { ...plain, title: 'one pixel', size: [4, 5, 3], filter: [1, 1, 5] },
  { ...plain, title: 'one pixel, strided', size: [5, 4, 2], filter: [1, 1, 3], strides: [2, 2] },
  {
    ...plain,
    title: 'one pixel, strided, a wide image',
    size: [26, 26, 1],
    filter: [1, 1, 3],
    strides: [2, 2],
  },
  { ...plain, title: 'same, batch of one', batch: 1, size: [5, 5, 2], filter: [3, 3, 3], padding: same },
  {
    ...plain,
    title: 'strided, uneven padding',
    size: [7, 8, 3],
    filter: [3, 2, 4],
    strides: [2, 3],
    padding: uneven,
  },
  { ...plain, title: 'strides that leave cells over', size: [6, 8, 2], filter: [3, 3, 3], strides: [2, 3] },
  { ...plain, title: 'stride above the filter', size: [7, 7, 2], filter: [2, 1, 3], strides: [3, 3] },
  { ...plain, title: 'dilated', size: [7, 9, 2], filter: [3, 2, 3], dilations: [2, 3], padding: same },
  {
    ...plain,
    title: 'dilated and strided',
    size: [9, 9, 2],
    filter: [2, 3, 3],
    dilations: [2, 2],
    strides: [2, 2],
  },
  {
    ...plain,
    title: 'padding beyond the filter',
    size: [4, 4, 2],
    filter: [2, 2, 2],
    padding: [
      [3, 2],
      [0, 3],
    ],
  },
  { ...plain, title: 'many channels', size: [5, 7, 8], filter: [3, 3, 12], padding: same },
  {
    ...plain,
    title: 'many channels, uneven padding, batch of one',
    batch: 1,
    size: [6, 5, 12],
    filter: [3, 3, 8],
    padding: uneven,
  },
  { ...plain, title: 'many channels, one result', batch: 3, size: [3, 3, 8], filter: [3, 3, 8] },
  { ...plain, title: 'two groups', size: [5, 6, 4], filter: [3, 3, 6], groups: 2, padding: same },
  {
    ...plain,
    title: 'two groups of one filter',
    size: [5, 6, 4],
    filter: [3, 2, 2],
    groups: 2,
    padding: same,
  },
  { ...plain, title: 'depthwise', size: [5, 6, 4], filter: [3, 3, 4], groups: 4, padding: same },
  {
    ...plain,
    title: 'depthwise, strided',
    size: [6, 7, 3],
    filter: [3, 2, 3],
    groups: 3,
    strides: [2, 2],
    padding: uneven,
  },
  { ...plain, title: 'depthwise, two each', size: [5, 6, 3], filter: [2, 3, 6], groups: 3 },
  {
    ...plain,
    title: 'depthwise, three each, strided',
    size: [6, 5, 2],
    filter: [3, 2, 6],
    groups: 2,
    strides: [2, 2],
    padding: uneven,
  },
  {
    ...plain,
    title: 'depthwise, two each, dilated',
    size: [6, 7, 2],
    filter: [2, 3, 4],
    groups: 2,
    dilations: [2, 2],
    padding: same,
  },
];

function facts({ title, batch, size, filter, strides, padding, dilations, groups }: Convolution) {
  const [height, width, channels] = size;
  const [kernelHeight, kernelWidth, out] = filter;
  const rows = windowCount(height, kernelHeight, strides[0], padding[0], dilations[0]);
  const columns = windowCount(width, kernelWidth, strides[1], padding[1], dilations[1]);
  const filterShape = [kernelHeight, kernelWidth, channels / groups, out] as const;
  return {
    common: { title, batch, differentiable: [0, 1] },
    attributes: { strides, padding, dilations, groups },
    inputShape: shape('B', height, width, channels),
    filterShape,
    x: uniform(shape('B', height, width, channels)),
    filter: uniform(shape(...filterShape)),
    dy: uniform(shape('B', rows, columns, out)),
  };
}

interface Pooling extends PoolAttributes {
  readonly title: string;
  readonly batch: number;
  readonly size: readonly [height: number, width: number, channels: number];
}

const poolings: readonly Pooling[] = [
  { title: 'halved', batch: 2, size: [6, 4, 3], poolSize: [2, 2], strides: [2, 2], padding: plain.padding },
  {
    title: 'cells left over',
    batch: 2,
    size: [7, 5, 3],
    poolSize: [2, 2],
    strides: [2, 2],
    padding: plain.padding,
  },
  {
    title: 'overlapping, padded',
    batch: 2,
    size: [7, 6, 2],
    poolSize: [3, 3],
    strides: [2, 2],
    padding: same,
  },
  {
    title: 'uneven',
    batch: 1,
    size: [5, 7, 3],
    poolSize: [2, 3],
    strides: [1, 2],
    padding: [
      [0, 1],
      [2, 0],
    ],
  },
  {
    title: 'many channels, overlapping, padded',
    batch: 2,
    size: [7, 6, 8],
    poolSize: [3, 3],
    strides: [2, 2],
    padding: same,
  },
  {
    title: 'many channels, uneven',
    batch: 3,
    size: [5, 7, 4],
    poolSize: [2, 3],
    strides: [1, 2],
    padding: [
      [0, 1],
      [2, 0],
    ],
  },
  { title: 'gaps', batch: 2, size: [7, 7, 2], poolSize: [2, 1], strides: [3, 2], padding: plain.padding },
  {
    title: 'one cell, strided',
    batch: 2,
    size: [5, 5, 2],
    poolSize: [1, 1],
    strides: [2, 2],
    padding: plain.padding,
  },
  { title: 'one cell', batch: 2, size: [3, 3, 2], poolSize: [1, 1], strides: [1, 1], padding: plain.padding },
];

function pooled({ title, batch, size, poolSize, strides, padding }: Pooling) {
  const [height, width, channels] = size;
  const rows = windowCount(height, poolSize[0], strides[0], padding[0]);
  const columns = windowCount(width, poolSize[1], strides[1], padding[1]);
  return {
    common: { title, batch },
    attributes: { poolSize, strides, padding },
    inputShape: shape('B', height, width, channels),
    dy: uniform(shape('B', rows, columns, channels)),
  };
}

const channels = (low: number, high: number, count = 3): InputSpec => uniform(shape(count), low, high);
const images = [shape('B', 3, 4, 3), shape('B', 3)];

/** Cases of the ops on windows and on batches of images; those of maxPool2dGrad get y from x where they run. */
export const windowCases: OpCases<Windows> = {
  conv2d: convolutions
    .map(facts)
    .map(({ common, attributes, x, filter }) => ({ ...common, attributes, inputs: [x, filter] })),
  conv2dInputGrad: convolutions.map(facts).map(({ common, attributes, inputShape, dy, filter }) => ({
    ...common,
    attributes: { ...attributes, inputShape },
    inputs: [dy, filter],
  })),
  conv2dFilterGrad: convolutions.map(facts).map(({ common, attributes, filterShape, x, dy }) => ({
    ...common,
    attributes: { ...attributes, filterShape },
    inputs: [x, dy],
  })),
  maxPool2d: poolings.map(pooled).map(({ common, attributes, inputShape }) => ({
    ...common,
    attributes,
    inputs: [distinct(inputShape)],
    differentiable: [0],
  })),
  maxPool2dGrad: poolings.flatMap((pooling): OpCase<'maxPool2dGrad'>[] => {
    const { common, attributes, inputShape, dy } = pooled(pooling);
    return [distinct(inputShape), whole(inputShape, 3)].map((x, index) => ({
      ...common,
      title: `${pooling.title}${index === 0 ? '' : ', ties'}`,
      attributes,
      inputs: [x, dy, dy],
    }));
  }),
  avgPool2d: poolings.map(pooled).map(({ common, attributes, inputShape }) => ({
    ...common,
    attributes,
    inputs: [uniform(inputShape)],
    differentiable: [0],
  })),
  avgPool2dGrad: poolings.map(pooled).map(({ common, attributes, inputShape, dy }) => ({
    ...common,
    attributes: { ...attributes, inputShape },
    inputs: [dy],
    differentiable: [0],
  })),
  batchNorm: images.map((image) => ({
    title: `rank ${image.length}`,
    batch: 5,
    inputs: [uniform(image, -1, 3), channels(0.5, 2), channels(-1, 1)],
    attributes: { epsilon: 1e-3 },
    differentiable: [0, 1, 2],
  })),
  batchNormGrad: images.map((image) => ({
    title: `rank ${image.length}`,
    batch: 5,
    inputs: [uniform(image), uniform(image, -1, 3), channels(0.5, 2), channels(0.5, 1), channels(0.5, 2)],
    attributes: { epsilon: 1e-3 },
  })),
  batchNormInference: images.map((image) => ({
    title: `rank ${image.length}`,
    batch: 2,
    inputs: [uniform(image, -1, 3), channels(0.5, 2), channels(-1, 1), channels(0, 1), channels(0.5, 2)],
    attributes: { epsilon: 1e-3 },
    differentiable: [0, 1, 2],
  })),
};

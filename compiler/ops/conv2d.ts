import type { TensorType } from '../ir/ir.ts';
import {
  elements,
  fixed,
  fixedShape,
  formatShape,
  known,
  product,
  sameExtent,
  scale,
  type Extent,
} from '../ir/extent.ts';
import { defineOp } from './define-op.ts';
import { bothInputs, ofRank } from './inputs.ts';
import type { ConvAttributes, Pair } from '../ir/op-attributes.ts';

/** `⌊(size + before + after − (kernel − 1) · dilation − 1) / stride⌋ + 1` */
export function windowCount(
  size: number,
  kernel: number,
  stride: number,
  [before, after]: Pair,
  dilation = 1,
): number {
  return Math.floor((size + before + after - (kernel - 1) * dilation - 1) / stride) + 1;
}

const geometry = ({ strides, padding, dilations, groups }: ConvAttributes): ConvAttributes => ({
  strides,
  padding,
  dilations,
  groups,
});

/** Multiply-adds: one for each output element, filter cell and input channel of its group. */
function convolutionMacs(output: TensorType | undefined, filter: readonly Extent[]): Extent {
  const [height, width, depth] = filter;
  const taps = scale(depth ?? fixed(0), known(height) * known(width));
  return product(elements(output?.shape ?? []), taps);
}

export const conv2d = defineOp({
  kind: 'conv2d',
  doc: 'cross-correlation of images (N, H, W, C) with filters (height, width, C / groups, out)',
  infer(inputs, { strides, padding, dilations, groups }) {
    const [x, filter] = bothInputs('conv2d', inputs);
    const [batch, height, width, channels] = ofRank('conv2d', x, 4);
    const [kernelHeight, kernelWidth, depth, filters] = ofRank('conv2d', filter, 4);
    // The channels may be the batch: a filter gradient is a convolution in which the two have changed places.
    if (!channels || !depth || !sameExtent(channels, scale(depth, groups))) {
      throw new RangeError(
        `conv2d: ${formatShape(x.shape)} by ${formatShape(filter.shape)}, ${groups} groups`,
      );
    }
    return [
      {
        shape: [
          batch ?? fixed(0),
          fixed(windowCount(known(height), known(kernelHeight), strides[0], padding[0], dilations[0])),
          fixed(windowCount(known(width), known(kernelWidth), strides[1], padding[1], dilations[1])),
          filters ?? fixed(0),
        ],
        dtype: 'float32',
      },
    ];
  },
  macs: ([, filter], [y]) => convolutionMacs(y, filter?.shape ?? []),
  gradient({ op, build, wants, outputGradients: [dy] }) {
    const [x, filter] = op.inputs;
    if (!dy || !x || !filter) return [];
    const shared = geometry(op.attributes);
    return [
      wants(0) ? build.op('conv2dInputGrad', [dy, filter], { ...shared, inputShape: x.shape }) : undefined,
      wants(1)
        ? build.op('conv2dFilterGrad', [x, dy], { ...shared, filterShape: filter.shape.map(known) })
        : undefined,
    ];
  },
});

export const conv2dInputGrad = defineOp({
  kind: 'conv2dInputGrad',
  doc: 'the gradient of a convolution towards its input: the transposed convolution of dy',
  infer: (_, { inputShape }) => [{ shape: inputShape, dtype: 'float32' }],
  macs: ([dy, filter]) => convolutionMacs(dy, filter?.shape ?? []),
  gradient({ op, build, wants, outputGradients: [gradient] }) {
    const [dy, filter] = op.inputs;
    if (!gradient || !dy || !filter) return [];
    const shared = geometry(op.attributes);
    return [
      wants(0) ? build.op('conv2d', [gradient, filter], shared) : undefined,
      wants(1)
        ? build.op('conv2dFilterGrad', [gradient, dy], { ...shared, filterShape: filter.shape.map(known) })
        : undefined,
    ];
  },
});

export const conv2dFilterGrad = defineOp({
  kind: 'conv2dFilterGrad',
  doc: 'the gradient of a convolution towards its filter: x correlated with dy, summed over the batch',
  infer: (_, { filterShape }) => [{ shape: fixedShape(filterShape), dtype: 'float32' }],
  macs: ([, dy], _, { filterShape }) => convolutionMacs(dy, fixedShape(filterShape)),
  gradient({ op, build, wants, outputGradients: [gradient] }) {
    const [x, dy] = op.inputs;
    if (!gradient || !x || !dy) return [];
    const shared = geometry(op.attributes);
    return [
      wants(0) ? build.op('conv2dInputGrad', [dy, gradient], { ...shared, inputShape: x.shape }) : undefined,
      wants(1) ? build.op('conv2d', [x, gradient], shared) : undefined,
    ];
  },
});

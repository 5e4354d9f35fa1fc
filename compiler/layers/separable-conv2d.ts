import { sizeOf } from '../graph/graph.ts';
import { biasOf, finish, kernelWindow, stridesAndDilation } from './convolution.ts';
import { defineLayer, isProblem } from './define-layer.ts';
import { depthwiseConvolution, depthwiseKernel } from './depthwise-conv2d.ts';
import {
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  unsupportedSeparable,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { slideWindow } from './window.ts';

export const separableConv2d = defineLayer({
  kind: 'SeparableConv2D',
  aliases: ['SeparableConvolution2D'],
  doc: 'A convolution of each channel by itself, then a mixing of the channels at every pixel (1×1).',
  params: {
    filters: { type: 'integer', minimum: 1, doc: 'Output channels.' },
    kernel_size: windowSizes(2, 'Height and width of the depthwise kernels.'),
    strides: { ...windowSizes(2, 'How far a kernel moves.'), default: [1, 1] },
    padding,
    dilation_rate: { ...windowSizes(2, 'Distance of the kernel’s cells.'), default: [1, 1] },
    depth_multiplier: { type: 'integer', minimum: 1, default: 1, doc: 'Depthwise kernels for each channel.' },
    activation,
    use_bias: useBias,
    depthwise_initializer: kernelInitializer,
    pointwise_initializer: kernelInitializer,
    bias_initializer: biasInitializer,
  },
  positional: 4,
  unsupported: unsupportedSeparable,
  rank: [3],
  infer(params, input) {
    const slid = stridesAndDilation(params) ?? slideWindow(kernelWindow(params), input);
    return isProblem(slid) ? slid : [...slid, params.filters];
  },
  weights: (params, input) => [
    {
      name: 'depthwise_kernel',
      shape: depthwiseKernel(params, input),
      initializer: params.depthwise_initializer,
      trainable: true,
    },
    {
      name: 'pointwise_kernel',
      shape: [1, 1, (input[2] ?? 0) * params.depth_multiplier, params.filters],
      initializer: params.pointwise_initializer,
      trainable: true,
    },
    ...biasOf(params, params.filters),
  ],
  macs(params, input, output) {
    const between = (input[2] ?? 0) * params.depth_multiplier;
    return (sizeOf(output) / params.filters) * between * (sizeOf(params.kernel_size) + params.filters);
  },
  lower(context, params, x) {
    const spread = depthwiseConvolution(context.build, params, x, context.weight('depthwise_kernel'));
    const mixed = context.build.op('conv2d', [spread, context.weight('pointwise_kernel')], {
      strides: [1, 1],
      padding: [
        [0, 0],
        [0, 0],
      ],
      dilations: [1, 1],
      groups: 1,
    });
    return finish(context, params, mixed);
  },
});

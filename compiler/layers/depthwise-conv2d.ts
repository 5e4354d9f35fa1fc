import { type Shape, sizeOf } from '../graph/graph.ts';
import type { Builder } from '../program/builder.ts';
import type { Value } from '../program/ir.ts';
import { fixedShape, known } from '../program/size.ts';
import { type Sliding, biasOf, finish, kernelWindow, stridesAndDilation } from './convolution.ts';
import { defineLayer, isProblem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import {
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  unsupportedDepthwise,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { pair, paddingOf, slideWindow } from './window.ts';

/** What sets a depthwise convolution. */
export interface Depthwise extends Sliding {
  readonly depth_multiplier: number;
}

/** (h, w, channels, multiplier), as Keras holds a depthwise kernel. */
export const depthwiseKernel = (params: Depthwise, input: Shape): Shape => [
  ...params.kernel_size,
  input[2] ?? 0,
  params.depth_multiplier,
];

/** Each channel under its own kernels; channel c's results are c · multiplier and those behind it. */
export function depthwiseConvolution(build: Builder, params: Depthwise, x: Value, kernel: Value): Value {
  const [height = 1, width = 1, channels = 1, multiplier = 1] = kernel.shape.map(known);
  const filter = build.op('reshape', [kernel], {
    shape: fixedShape([height, width, 1, channels * multiplier]),
  });
  return build.op('conv2d', [x, filter], {
    strides: pair(params.strides),
    padding: paddingOf(kernelWindow(params), shapeOf(x)),
    dilations: pair(params.dilation_rate),
    groups: channels,
  });
}

export const depthwiseConv2d = defineLayer({
  kind: 'DepthwiseConv2D',
  doc: 'A 2D convolution of each channel by itself: `depth_multiplier` kernels slide over every channel.',
  params: {
    kernel_size: windowSizes(2, 'Height and width of the kernels.'),
    strides: { ...windowSizes(2, 'How far a kernel moves.'), default: [1, 1] },
    padding,
    depth_multiplier: { type: 'integer', minimum: 1, default: 1, doc: 'Output channels for each channel.' },
    dilation_rate: { ...windowSizes(2, 'Distance of the kernel’s cells.'), default: [1, 1] },
    activation,
    use_bias: useBias,
    depthwise_initializer: kernelInitializer,
    bias_initializer: biasInitializer,
  },
  positional: 4,
  unsupported: unsupportedDepthwise,
  rank: [3],
  infer(params, input) {
    const slid = stridesAndDilation(params) ?? slideWindow(kernelWindow(params), input);
    return isProblem(slid) ? slid : [...slid, (input[2] ?? 0) * params.depth_multiplier];
  },
  weights: (params, input) => [
    {
      name: 'kernel',
      shape: depthwiseKernel(params, input),
      initializer: params.depthwise_initializer,
      trainable: true,
    },
    ...biasOf(params, (input[2] ?? 0) * params.depth_multiplier),
  ],
  macs: (params, _input, output) => sizeOf(params.kernel_size) * sizeOf(output),
  lower: (context, params, x) =>
    finish(context, params, depthwiseConvolution(context.build, params, x, context.weight('kernel'))),
});

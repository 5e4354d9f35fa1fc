import { type Shape, sizeOf } from '../../sizes/shape.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { fixedShape, known } from '../../ir/extent.ts';
import { multiply } from '../../sizes/size.ts';
import { type AnyLayerDefinition, defineLayer, mapShape } from './define-layer.ts';
import { biasOf, finish } from './finish.ts';
import { asRow, fromRow, rowKernel, rowSliding } from './rows.ts';
import {
  depthwiseLimits,
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { convolveImage, kernelWindow, type Sliding, stridesAndDilation } from './sliding.ts';
import { slideArithmetic, slideWindow } from './window.ts';

/** What sets a depthwise convolution. */
export interface Depthwise extends Sliding {
  readonly depth_multiplier: number;
}

/** (…sizes, channels, multiplier), as Keras holds a depthwise kernel. */
export const depthwiseKernel = (params: Depthwise, input: Shape): Shape => [
  ...params.kernel_size,
  input.at(-1) ?? 0,
  params.depth_multiplier,
];

function overImage(build: Builder, params: Sliding, x: Value, kernel: Value): Value {
  const [height = 1, width = 1, channels = 1, multiplier = 1] = kernel.shape.map(known);
  const filter = build.op('reshape', [kernel], {
    shape: fixedShape([height, width, 1, channels * multiplier]),
  });
  return convolveImage(build, { ...params, groups: channels }, x, filter);
}

/** Each channel under its own kernels; channel c's results are c · multiplier and those behind it. */
export function depthwiseConvolution(build: Builder, params: Sliding, x: Value, kernel: Value): Value {
  if (params.kernel_size.length > 1) return overImage(build, params, x, kernel);
  const row = overImage(build, rowSliding(params), asRow(build, x), rowKernel(build, kernel));
  return fromRow(build, row);
}

function defineDepthwise(kind: string, axes: 1 | 2, extent: string): AnyLayerDefinition {
  const ones = Array.from({ length: axes }, () => 1);
  return defineLayer({
    kind,
    doc: `A ${axes}D convolution of each channel by itself: \`depth_multiplier\` kernels slide over every channel.`,
    params: {
      kernel_size: windowSizes(axes, `${extent} of the kernels.`),
      strides: { ...windowSizes(axes, 'How far a kernel moves.'), default: ones },
      padding,
      depth_multiplier: { type: 'integer', minimum: 1, default: 1, doc: 'Output channels for each channel.' },
      dilation_rate: { ...windowSizes(axes, 'Distance of the kernel’s cells.'), default: ones },
      activation,
      use_bias: useBias,
      depthwise_initializer: kernelInitializer,
      bias_initializer: biasInitializer,
      ...depthwiseLimits,
    },
    positional: 4,
    rank: [axes + 1],
    infer(params, input) {
      const slid = stridesAndDilation(params) ?? slideWindow(kernelWindow(params), input);
      return mapShape(slid, (shape) => [...shape, multiply(input.at(-1) ?? 0, params.depth_multiplier)]);
    },
    arithmetic: (params, input) => slideArithmetic(kernelWindow(params), input),
    weights: (params, input) => [
      {
        name: 'kernel',
        shape: depthwiseKernel(params, input),
        initializer: params.depthwise_initializer,
        trainable: true,
      },
      ...biasOf(params, multiply(input.at(-1) ?? 0, params.depth_multiplier)),
    ],
    macs: (params, _input, output) => multiply(sizeOf(params.kernel_size), sizeOf(output)),
    lower: (context, params, x) =>
      finish(context, params, depthwiseConvolution(context.build, params, x, context.weight('kernel'))),
  });
}

export const depthwiseConv1d = defineDepthwise('DepthwiseConv1D', 1, 'Length');
export const depthwiseConv2d = defineDepthwise('DepthwiseConv2D', 2, 'Height and width');

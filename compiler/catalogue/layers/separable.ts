import { sizeOf } from '../../sizes/shape.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { multiply } from '../../sizes/size.ts';
import { type AnyLayerDefinition, defineLayer, mapShape } from './define-layer.ts';
import { biasOf, finish } from './finish.ts';
import { depthwiseConvolution, depthwiseKernel } from './depthwise.ts';
import { asRow, fromRow, rowKernel } from './rows.ts';
import {
  separableLimits,
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { convolveImage, kernelWindow, stridesAndDilation } from './sliding.ts';
import { slideArithmetic, slideWindow } from './window.ts';

/** One cell of one kernel. */
const single = {
  kernel_size: [1, 1],
  strides: [1, 1],
  dilation_rate: [1, 1],
  padding: 'valid',
  groups: 1,
} as const;

/** The channels mixed at every position by a kernel (…ones, channels, filters). */
function mixChannels(build: Builder, x: Value, kernel: Value): Value {
  if (x.shape.length === 4) return convolveImage(build, single, x, kernel);
  return fromRow(build, convolveImage(build, single, asRow(build, x), rowKernel(build, kernel)));
}

function defineSeparable(axes: 1 | 2, extent: string): AnyLayerDefinition {
  const ones = Array.from({ length: axes }, () => 1);
  return defineLayer({
    kind: `SeparableConv${axes}D`,
    aliases: [`SeparableConvolution${axes}D`],
    doc: 'A convolution of each channel by itself, then a mixing of the channels at every position.',
    params: {
      filters: { type: 'integer', minimum: 1, doc: 'Output channels.' },
      kernel_size: windowSizes(axes, `${extent} of the depthwise kernels.`),
      strides: { ...windowSizes(axes, 'How far a kernel moves.'), default: ones },
      padding,
      dilation_rate: { ...windowSizes(axes, 'Distance of the kernel’s cells.'), default: ones },
      depth_multiplier: {
        type: 'integer',
        minimum: 1,
        default: 1,
        doc: 'Depthwise kernels for each channel.',
      },
      activation,
      use_bias: useBias,
      depthwise_initializer: kernelInitializer,
      pointwise_initializer: kernelInitializer,
      bias_initializer: biasInitializer,
      ...separableLimits,
    },
    positional: 4,
    rank: [axes + 1],
    infer(params, input) {
      const slid = stridesAndDilation(params) ?? slideWindow(kernelWindow(params), input);
      return mapShape(slid, (shape) => [...shape, params.filters]);
    },
    arithmetic: (params, input) => slideArithmetic(kernelWindow(params), input),
    weights(params, input) {
      const between = multiply(input.at(-1) ?? 0, params.depth_multiplier);
      const spread = { shape: depthwiseKernel(params, input), initializer: params.depthwise_initializer };
      const mixed = { shape: [...ones, between, params.filters], initializer: params.pointwise_initializer };
      return [
        { name: 'depthwise_kernel', trainable: true, ...spread },
        { name: 'pointwise_kernel', trainable: true, ...mixed },
        ...biasOf(params, params.filters),
      ];
    },
    macs(params, input, output) {
      const between = multiply(input.at(-1) ?? 0, params.depth_multiplier);
      const positions = sizeOf(output.slice(0, -1));
      return multiply(multiply(positions, between), sizeOf(params.kernel_size) + params.filters);
    },
    lower(context, params, x) {
      const { build } = context;
      const spread = depthwiseConvolution(build, params, x, context.weight('depthwise_kernel'));
      return finish(context, params, mixChannels(build, spread, context.weight('pointwise_kernel')));
    },
  });
}

export const separableConv1d = defineSeparable(1, 'Length');
export const separableConv2d = defineSeparable(2, 'Height and width');

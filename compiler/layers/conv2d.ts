import { lowerActivation } from '../activations/lower.ts';
import { type Shape, sizeOf } from '../graph/graph.ts';
import { defineLayer, type Problem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import {
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  unsupportedRegularisers,
  useBias,
} from './shared-parameters.ts';
import { type PaddingWord, type Window, pair, paddingOf, slideWindow } from './window.ts';

interface Kernel {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation_rate: readonly number[];
  readonly padding: PaddingWord;
}

const windowOf = (params: Kernel): Window => ({
  size: params.kernel_size,
  strides: params.strides,
  dilation: params.dilation_rate,
  padding: params.padding,
  word: 'kernel',
  parameter: 'kernel_size',
});

function groupProblem(filters: number, groups: number, channels: number): Problem | undefined {
  const divides = (what: string, count: number): Problem | undefined =>
    count % groups === 0
      ? undefined
      : { parameter: 'groups', message: `${groups} groups do not divide ${count} ${what}` };
  return divides('input channels', channels) ?? divides('filters', filters);
}

const kernelShape = (params: Kernel & { filters: number; groups: number }, input: Shape): Shape => [
  ...params.kernel_size,
  (input[2] ?? 0) / params.groups,
  params.filters,
];

export const conv2d = defineLayer({
  kind: 'Conv2D',
  aliases: ['Convolution2D'],
  doc: 'A 2D convolution over (height, width, channels): `filters` kernels slide over the image.',
  params: {
    filters: { type: 'integer', minimum: 1, doc: 'Output channels.' },
    kernel_size: { type: 'sizes', rank: 2, minimum: 1, doc: 'Height and width of the kernels.' },
    strides: { type: 'sizes', rank: 2, minimum: 1, default: [1, 1], doc: 'How far a kernel moves.' },
    padding,
    dilation_rate: {
      type: 'sizes',
      rank: 2,
      minimum: 1,
      default: [1, 1],
      doc: 'Distance of the kernel’s cells.',
    },
    groups: { type: 'integer', minimum: 1, default: 1, doc: 'Groups of channels convolved separately.' },
    activation,
    use_bias: useBias,
    kernel_initializer: kernelInitializer,
    bias_initializer: biasInitializer,
  },
  positional: 4,
  unsupported: unsupportedRegularisers,
  rank: [3],
  infer(params, input) {
    const grouping = groupProblem(params.filters, params.groups, input[2] ?? 0);
    if (grouping !== undefined) return grouping;
    if (params.strides.some((s) => s > 1) && params.dilation_rate.some((d) => d > 1)) {
      return { parameter: 'dilation_rate', message: 'strides and dilation above 1 exclude each other' };
    }
    const slid = slideWindow(windowOf(params), input);
    return 'message' in slid ? slid : [...slid, params.filters];
  },
  weights(params, input) {
    const kernel = {
      name: 'kernel',
      shape: kernelShape(params, input),
      initializer: params.kernel_initializer,
      trainable: true,
    };
    const bias = {
      name: 'bias',
      shape: [params.filters],
      initializer: params.bias_initializer,
      trainable: true,
    };
    return params.use_bias ? [kernel, bias] : [kernel];
  },
  macs: (params, input, output) => (sizeOf(kernelShape(params, input)) * sizeOf(output)) / params.filters,
  lower(context, params, x) {
    const convolved = context.build.op('conv2d', [x, context.weight('kernel')], {
      strides: pair(params.strides),
      padding: paddingOf(windowOf(params), shapeOf(x)),
      dilations: pair(params.dilation_rate),
      groups: params.groups,
    });
    const biased = params.use_bias
      ? context.build.op('add', [convolved, context.weight('bias')], {})
      : convolved;
    return lowerActivation(context.build, params.activation, biased);
  },
});

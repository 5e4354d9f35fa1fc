import type { Activation } from '../activations/activation.ts';
import { lowerActivation } from '../activations/lower.ts';
import { type Shape, sizeOf } from '../graph/graph.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Builder } from '../program/builder.ts';
import type { Value } from '../program/ir.ts';
import type { AnyLayerDefinition, LowerContext, Problem, Weight } from './define-layer.ts';
import { defineLayer, isProblem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import {
  activation,
  biasInitializer,
  kernelInitializer,
  unsupportedRegularisers,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { type PaddingWord, type Window, pair, paddingOf, slideWindow } from './window.ts';

/** The parameters that set how kernels slide. */
export interface Sliding {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation_rate: readonly number[];
  readonly padding: PaddingWord;
}

/** The parameters of a convolution over any number of axes. */
export interface ConvolutionParams extends Sliding {
  readonly filters: number;
  readonly groups: number;
}

/** The window that a convolution's parameters make. */
export const kernelWindow = (params: Sliding): Window => ({
  size: params.kernel_size,
  strides: params.strides,
  dilation: params.dilation_rate,
  padding: params.padding,
  word: 'kernel',
  parameter: 'kernel_size',
});

/** TensorFlow has no convolution that is strided and dilated both. */
export const stridesAndDilation = ({ strides, dilation_rate }: Sliding): Problem | undefined =>
  strides.some((by) => by > 1) && dilation_rate.some((by) => by > 1)
    ? { parameter: 'dilation_rate', message: 'strides and dilation above 1 exclude each other' }
    : undefined;

function groupProblem(filters: number, groups: number, channels: number): Problem | undefined {
  const divides = (what: string, count: number): Problem | undefined =>
    count % groups === 0
      ? undefined
      : { parameter: 'groups', message: `${groups} groups do not divide ${count} ${what}` };
  return divides('input channels', channels) ?? divides('filters', filters);
}

const kernelShape = (params: ConvolutionParams, input: Shape): Shape => [
  ...params.kernel_size,
  (input.at(-1) ?? 0) / params.groups,
  params.filters,
];

interface Biased {
  readonly use_bias: boolean;
  readonly bias_initializer: Initializer;
}

/** The bias of a layer with `units` outputs, where it has one. */
export const biasOf = (params: Biased, units: number): readonly Weight[] =>
  params.use_bias
    ? [{ name: 'bias', shape: [units], initializer: params.bias_initializer, trainable: true }]
    : [];

/** A layer's result with its bias added, where it has one, and its activation applied. */
export function finish(
  context: LowerContext,
  params: Biased & { readonly activation: Activation | null },
  result: Value,
): Value {
  const biased = params.use_bias ? context.build.op('add', [result, context.weight('bias')], {}) : result;
  return lowerActivation(context.build, params.activation, biased);
}

/** A convolution of images by a kernel (h, w, channels / groups, filters), without bias. */
export const convolveImage = (
  build: Builder,
  params: Sliding & { readonly groups: number },
  x: Value,
  kernel: Value,
): Value =>
  build.op('conv2d', [x, kernel], {
    strides: pair(params.strides),
    padding: paddingOf(kernelWindow(params), shapeOf(x)),
    dilations: pair(params.dilation_rate),
    groups: params.groups,
  });

interface ConvolutionFacts {
  readonly kind: string;
  readonly aliases: readonly string[];
  readonly doc: string;
  /** How many axes the kernels slide over, and what they are called. */
  readonly axes: number;
  readonly extent: string;
  readonly paddings: { readonly type: 'enum'; readonly values: readonly PaddingWord[]; readonly doc: string };
  /** The convolution itself, without bias. */
  convolve(context: LowerContext, params: ConvolutionParams, x: Value, kernel: Value): Value;
}

/** A convolution layer over one, two or three axes; the kernel is (…sizes, channels / groups, filters), as in Keras. */
export function defineConvolution(facts: ConvolutionFacts): AnyLayerDefinition {
  const { axes } = facts;
  const ones = Array.from({ length: axes }, () => 1);
  return defineLayer({
    kind: facts.kind,
    aliases: facts.aliases,
    doc: facts.doc,
    params: {
      filters: { type: 'integer', minimum: 1, doc: 'Output channels.' },
      kernel_size: windowSizes(axes, `${facts.extent} of the kernels.`),
      strides: { ...windowSizes(axes, 'How far a kernel moves.'), default: ones },
      padding: { ...facts.paddings, default: 'valid' },
      dilation_rate: { ...windowSizes(axes, 'Distance of the kernel’s cells.'), default: ones },
      groups: { type: 'integer', minimum: 1, default: 1, doc: 'Groups of channels convolved separately.' },
      activation,
      use_bias: useBias,
      kernel_initializer: kernelInitializer,
      bias_initializer: biasInitializer,
    },
    positional: 4,
    unsupported: unsupportedRegularisers,
    rank: [axes + 1],
    infer(params, input) {
      const grouping = groupProblem(params.filters, params.groups, input.at(-1) ?? 0);
      const problem = grouping ?? stridesAndDilation(params);
      if (problem !== undefined) return problem;
      const slid = slideWindow(kernelWindow(params), input);
      return isProblem(slid) ? slid : [...slid, params.filters];
    },
    weights: (params, input) => [
      {
        name: 'kernel',
        shape: kernelShape(params, input),
        initializer: params.kernel_initializer,
        trainable: true,
      },
      ...biasOf(params, params.filters),
    ],
    macs: (params, input, output) => (sizeOf(kernelShape(params, input)) * sizeOf(output)) / params.filters,
    lower: (context, params, x) =>
      finish(context, params, facts.convolve(context, params, x, context.weight('kernel'))),
  });
}

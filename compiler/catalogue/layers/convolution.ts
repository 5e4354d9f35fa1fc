import { type Shape, sizeOf } from '../../sizes/shape.ts';
import type { Value } from '../../ir/ir.ts';
import { floorDivide, multiply, type Size } from '../../sizes/size.ts';
import {
  type AnyLayerDefinition,
  defineLayer,
  mapShape,
  type LowerContext,
  type Problem,
} from './define-layer.ts';
import { biasOf, finish } from './finish.ts';
import {
  kernelLimits,
  activation,
  biasInitializer,
  kernelInitializer,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { kernelWindow, type Sliding, stridesAndDilation } from './sliding.ts';
import { type PaddingWord, slideArithmetic, slideWindow } from './window.ts';

/** The parameters of a convolution over any number of axes. */
export interface ConvolutionParams extends Sliding {
  readonly filters: number;
  readonly groups: number;
}

/** Symbolic channels are refused with the kernel that they would make. */
function groupProblem(filters: number, groups: number, channels: Size): Problem | undefined {
  const divides = (what: string, count: Size): Problem | undefined =>
    typeof count !== 'number' || count % groups === 0
      ? undefined
      : { parameter: 'groups', message: `${groups} groups do not divide ${count} ${what}` };
  return divides('input channels', channels) ?? divides('filters', filters);
}

const kernelShape = (params: ConvolutionParams, input: Shape): Shape => [
  ...params.kernel_size,
  floorDivide(input.at(-1) ?? 0, params.groups),
  params.filters,
];

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
      ...kernelLimits,
    },
    positional: 4,
    rank: [axes + 1],
    infer(params, input) {
      const grouping = groupProblem(params.filters, params.groups, input.at(-1) ?? 0);
      const problem = grouping ?? stridesAndDilation(params);
      if (problem !== undefined) return problem;
      return mapShape(slideWindow(kernelWindow(params), input), (slid) => [...slid, params.filters]);
    },
    arithmetic: (params, input) => slideArithmetic(kernelWindow(params), input),
    weights: (params, input) => [
      {
        name: 'kernel',
        shape: kernelShape(params, input),
        initializer: params.kernel_initializer,
        trainable: true,
      },
      ...biasOf(params, params.filters),
    ],
    macs: (params, input, output) =>
      multiply(sizeOf(kernelShape(params, input).slice(0, -1)), sizeOf(output)),
    lower: (context, params, x) =>
      finish(context, params, facts.convolve(context, params, x, context.weight('kernel'))),
  });
}

import { avgPool2dGradOfPadded } from '../../ops/decompositions/avg-pool2d-grad.ts';
import type { ConvAttributes, OpKind } from '../../ir/op-attributes.ts';
import type { OpNode, OpNodeOf, Program, Value } from '../../ir/ir.ts';
import type { Target } from '../../passes/legalize.ts';
import { known } from '../../ir/extent.ts';
import { isDepthwise } from './convolution.ts';
import { smallestEpsilon } from './normalization.ts';
import { paddingName } from './padding.ts';

/** What TensorFlow has operators for, on a CPU and a GPU alike. */
export function tensorflowTarget(program: Program): Target {
  const statistics = batchStatistics(program);
  return {
    native: (op) => {
      if (op.kind === 'batchNormGrad' && !hasReserve(op, statistics)) return false;
      const condition = conditions[op.kind] as ((op: OpNode) => boolean) | undefined;
      return condition === undefined || condition(op);
    },
    decompositions: { avgPool2dGrad: avgPool2dGradOfPadded },
  };
}

/** Where an op that has an operator is not exactly that operator: when it is. */
const conditions: { readonly [K in OpKind]?: (op: OpNodeOf<K>) => boolean } = {
  conv2d: ({ inputs: [, filter], attributes }) => isWholeOrDepthwise(attributes, known(filter?.shape[2])),
  // A CPU has no gradients of dilated windows.
  conv2dInputGrad: ({ inputs: [, filter], attributes }) =>
    isUndilated(attributes) && isWholeOrDepthwise(attributes, known(filter?.shape[2])),
  conv2dFilterGrad: ({ attributes }) =>
    isUndilated(attributes) &&
    isWholeOrDepthwise(attributes, attributes.filterShape[2] ?? 1) &&
    !writesTooFar(attributes),
  avgPool2d: ({ inputs: [x], attributes }) =>
    paddingName(x?.shape ?? [], { ...attributes, extent: attributes.poolSize }) !== 'EXPLICIT',
  avgPool2dGrad: ({ attributes }) =>
    paddingName(attributes.inputShape, { ...attributes, extent: attributes.poolSize }) !== 'EXPLICIT',
  batchNorm: ({ attributes }) => attributes.epsilon >= smallestEpsilon,
  batchNormInference: ({ attributes }) => attributes.epsilon >= smallestEpsilon,
};

/**
 * Whether oneDNN's kernel for the gradient of a strided filter of one cell may be chosen where it writes beyond its buffer:
 * the one for AVX-512, over fewer channels than the 16 that it takes at once (seen in TensorFlow 2.21, from Python, too).
 */
const writesTooFar = ({ filterShape, strides }: OpNodeOf<'conv2dFilterGrad'>['attributes']): boolean => {
  const [height, width, channels = 1] = filterShape;
  return height === 1 && width === 1 && channels < 16 && strides.some((by) => by > 1);
};

const isUndilated = ({ dilations }: ConvAttributes): boolean => dilations.every((by) => by === 1);

/** No groups, or as many as channels, where strides are alike both ways. */
const isWholeOrDepthwise = (attributes: ConvAttributes, depth: number): boolean =>
  attributes.groups === 1 ||
  (isDepthwise(attributes, depth) &&
    isUndilated(attributes) &&
    attributes.strides[0] === attributes.strides[1]);

/** The means and variances that normalisations of the program give, each with its own normalisation. */
function batchStatistics({ ops }: Program): ReadonlyMap<Value, OpNode> {
  const statistics = new Map<Value, OpNode>();
  for (const op of ops) {
    if (op.kind === 'batchNorm' && op.attributes.epsilon >= smallestEpsilon) {
      for (const value of op.outputs.slice(1)) statistics.set(value, op);
    }
  }
  return statistics;
}

/** Whether a gradient is that of a normalisation in the program, whose reserved outputs it can take. */
function hasReserve(
  { inputs: [, , , mean, variance], attributes }: OpNodeOf<'batchNormGrad'>,
  statistics: ReadonlyMap<Value, OpNode>,
): boolean {
  const forward = mean && statistics.get(mean);
  if (forward?.kind !== 'batchNorm' || variance === undefined) return false;
  return forward === statistics.get(variance) && forward.attributes.epsilon === attributes.epsilon;
}

import type { OpKind, PoolAttributes } from '../../../../compiler/ir/op-attributes.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import type { KernelRows } from './kernel-call.ts';

type Pooling = Extract<
  OpKind,
  | 'maxPool2d'
  | 'maxPool2dGrad'
  | 'avgPool2d'
  | 'avgPool2dGrad'
  | 'batchNorm'
  | 'batchNormGrad'
  | 'batchNormInference'
>;

const layout = ({ poolSize, strides, padding }: PoolAttributes): Readonly<Record<string, unknown>> => ({
  filterSize: poolSize,
  strides,
  pad: [[0, 0], ...padding, [0, 0]],
  dimRoundingMode: undefined,
});

/** Pooling and normalisation. */
export const pooling: KernelRows<Pooling> = {
  maxPool2d: (op) => ({ kernel: 'MaxPool', operands: { x: 0 }, attributes: layout(op.attributes) }),
  maxPool2dGrad: (op) => ({
    kernel: 'MaxPoolGrad',
    operands: { input: 0, output: 1, dy: 2 },
    attributes: layout(op.attributes),
  }),
  avgPool2d: (op) => ({ kernel: 'AvgPool', operands: { x: 0 }, attributes: layout(op.attributes) }),
  // The kernel asks for the pooled image but reads no more than its shape.
  avgPool2dGrad: (op, batch) => ({
    kernel: 'AvgPoolGrad',
    operands: { dy: 0, input: { input: 0, shape: shapeAt(op.attributes.inputShape, batch) } },
    attributes: layout(op.attributes),
  }),
  batchNorm: 'composed',
  batchNormGrad: 'composed',
  batchNormInference: ({ attributes: { epsilon } }) => ({
    kernel: 'FusedBatchNorm',
    operands: { x: 0, scale: 1, offset: 2, mean: 3, variance: 4 },
    attributes: { varianceEpsilon: epsilon },
  }),
};

import type { OpNodeOf, Value } from '../../ir/ir.ts';
import { fixed, type SymbolicShape } from '../../ir/extent.ts';
import type { EmitContext } from './emit-context.ts';
import type { Attributes } from './graph-def.ts';
import type { Rows } from './row.ts';

/** cuDNN refuses smaller ones. */
export const smallestEpsilon = 1.001e-5;

export const normalization: Rows<'batchNorm' | 'batchNormGrad' | 'batchNormInference'> = {
  batchNorm: (op, to) => {
    const [x, gamma, beta] = op.inputs;
    const [y, mean, variance] = op.outputs;
    if (!x || !gamma || !beta || !y || !variance) return;
    // Not known before: what it was given would be mixed with that of the batch.
    const none = to.graph.constant({ dtype: 'float32', dims: [0], data: new Float32Array() });
    const inputs = [asImages(to, x), to.of(gamma), to.of(beta), none, none];
    const fused = to.node('FusedBatchNormV3', inputs, attributesOf(op, true));
    to.set(y, asBefore(to, fused, y));
    to.set(mean, `${fused}:1`);
    to.set(variance, biased(to, `${fused}:2`, x));
    to.reserves.set(variance, { tensors: [`${fused}:3`, `${fused}:4`, `${fused}:5`] });
  },

  batchNormGrad: (op, to) => {
    const [dy, x, gamma, , variance] = op.inputs;
    const [dx, dgamma, dbeta] = op.outputs;
    const reserve = variance && to.reserves.get(variance);
    if (!dy || !x || !dx || !gamma || !reserve) throw new RangeError('its normalisation is in another place');
    const inputs = [asImages(to, dy), asImages(to, x), to.of(gamma), ...reserve.tensors];
    const fused = to.node('FusedBatchNormGradV3', inputs, attributesOf(op, true));
    to.set(dx, asBefore(to, fused, dx));
    to.set(dgamma, `${fused}:1`);
    to.set(dbeta, `${fused}:2`);
  },

  batchNormInference: (op, to) => {
    const [x] = op.inputs;
    const [y] = op.outputs;
    if (!x || !y) return;
    const inputs = [asImages(to, x), ...[1, 2, 3, 4].map((index) => to.get(op.inputs, index))];
    const fused = to.node('FusedBatchNormV3', inputs, attributesOf(op, false));
    to.set(y, asBefore(to, fused, y));
  },
};

const attributesOf = (
  { attributes }: Pick<OpNodeOf<'batchNorm'>, 'attributes'>,
  training: boolean,
): Attributes => ({
  T: { type: 'float32' },
  U: { type: 'float32' },
  epsilon: { float: attributes.epsilon },
  is_training: training,
});

const isImage = ({ shape }: { readonly shape: SymbolicShape }): boolean => shape.length === 4;

/** A value of any rank as images of one cell. */
function asImages(to: EmitContext, value: Value): string {
  if (isImage(value)) return to.of(value);
  const channels = value.shape.at(-1) ?? fixed(1);
  const rows = { constant: 0, perBatch: 1 };
  return to.reshape(to.of(value), 'float32', [rows, fixed(1), fixed(1), channels]);
}

const asBefore = (to: EmitContext, tensor: string, value: Value): string =>
  isImage(value) ? tensor : to.reshape(tensor, 'float32', value.shape);

/**
 * TensorFlow gives the variance divided by n − 1, but uses (and Keras keeps) that divided by n. What it reserves for
 * the gradient is the latter on a CPU alone.
 */
function biased(to: EmitContext, variance: string, x: Value): string {
  const T = { type: 'float32' } as const;
  const count = to.count(x.shape.slice(0, -1));
  const share = to.node('RealDiv', [to.node('Sub', [count, to.graph.scalar(1)], { T }), count], { T });
  return to.node('Mul', [variance, share], { T });
}

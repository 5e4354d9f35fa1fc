import type { OpKind } from '../../../ir/op-attributes.ts';
import type { OpNode, Value } from '../../../ir/ir.ts';
import { sameShape } from '../../../ir/extent.ts';

/*
 * What the kernels of TensorFlow (with oneDNN) take from their allocator: seen with a full trace of every node of a
 * dozen networks, all of whose allocations are these.
 */

/** Kernels that write over an operand that nothing else needs; by the positions tried, in order. */
const inPlace: Partial<Readonly<Record<OpKind, readonly number[]>>> = {
  ...Object.fromEntries(
    (['negate', 'abs', 'sign', 'exp', 'log', 'sqrt', 'square', 'reciprocal', 'floor'] as const).map(
      (kind) => [kind, [0]],
    ),
  ),
  ...Object.fromEntries(
    (['relu', 'sigmoid', 'tanh', 'erf', 'softmax', 'logSoftmax'] as const).map((kind) => [kind, [0]]),
  ),
  ...Object.fromEntries(
    (['add', 'subtract', 'multiply', 'divide', 'maximum', 'minimum', 'power', 'reluGrad'] as const).map(
      (kind) => [kind, [0, 1]],
    ),
  ),
  select: [1, 2],
};

/** Whether an op's result is its operand's memory under another name. */
export const isAlias = ({ kind, inputs: [x], outputs: [y] }: OpNode): boolean =>
  kind === 'reshape' || (kind === 'cast' && x?.dtype === y?.dtype);

/** The operands whose memory an output may take, where nothing else needs it. */
export function mayTake({ kind, inputs, outputs }: OpNode, output: Value): readonly Value[] {
  // The gradient of the logits takes their place.
  if (kind === 'softmaxCrossEntropy') return output === outputs[1] ? inputs.slice(0, 1) : [];
  const positions = inPlace[kind] ?? [];
  return positions
    .flatMap((position) => inputs[position] ?? [])
    .filter(({ dtype, shape }) => dtype === output.dtype && sameShape(shape, output.shape));
}

/**
 * Bytes that an operator keeps for its gradient, of an output of so many: where in each window the greatest was, a byte an
 * element; what of a normalisation passed the activation behind it, four bytes for eight elements.
 */
export function keptBytes({ kind }: OpNode, bytes: number, activated: boolean): number {
  if (kind === 'maxPool2d') return bytes / 4;
  return kind === 'batchNorm' && activated ? bytes / 8 : 0;
}

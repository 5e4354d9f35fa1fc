import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { LayerParams } from '../parameters/parameters.ts';
import type { LossContext } from './define-loss.ts';

/** The parameter of a loss that takes probabilities, or what is before their activation. */
export const logitParams = {
  from_logits: { type: 'boolean', default: false, doc: 'Whether the output has no softmax or sigmoid yet.' },
} as const;

/** Whether a loss is given what is before the activation. */
export const takesLogits = (params: LayerParams): boolean => params['from_logits'] === true;

/** Keras's `epsilon()`: probabilities are kept this far from 0 and 1 before a logarithm. */
const epsilon = 1e-7;

/** `value` clipped to [epsilon, 1 − epsilon]. */
export function clipProbability(build: Builder, value: Value): Value {
  const raised = build.op('maximum', [value, build.constant(epsilon)], {});
  return build.op('minimum', [raised, build.constant(1 - epsilon)], {});
}

/**
 * What an activation was applied to, where the prediction is its output: Keras, too, takes the logits behind a
 * softmax or a sigmoid, since their logarithm is stable.
 */
export function logitsBehind(
  { build, prediction }: LossContext,
  kind: 'softmax' | 'sigmoid',
  params: LayerParams,
): Value | undefined {
  if (takesLogits(params)) return prediction;
  const producer = build.producer(prediction);
  return producer?.kind === kind ? producer.inputs[0] : undefined;
}

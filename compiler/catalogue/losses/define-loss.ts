import type { NamedLoss } from './named-loss.ts';
import type { Builder } from '../../ops/builder.ts';
import type { DType, Value } from '../../ir/ir.ts';
import type { SymbolicShape } from '../../ir/extent.ts';

export interface LossContext {
  readonly build: Builder;
  readonly target: Value;
  /** The head's value. */
  readonly prediction: Value;
  readonly fromLogits: boolean;
}

/** The facts of a loss. */
export interface LossDefinition {
  readonly kind: NamedLoss['kind'];
  readonly doc: string;
  /** What the target is, for a prediction of this shape. */
  target(prediction: SymbolicShape): { readonly shape: SymbolicShape; readonly dtype: DType };
  /** The loss of each example (and position); its mean is what is minimised. */
  lower(context: LossContext): Value;
}

export const defineLoss = (definition: LossDefinition): LossDefinition => definition;

/** Keras's `epsilon()`: probabilities are kept this far from 0 and 1 before a logarithm. */
export const epsilon = 1e-7;

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
  { build, prediction, fromLogits }: LossContext,
  kind: 'softmax' | 'sigmoid',
): Value | undefined {
  if (fromLogits) return prediction;
  const producer = build.producer(prediction);
  return producer?.kind === kind ? producer.inputs[0] : undefined;
}

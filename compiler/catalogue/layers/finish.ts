import { type Activation, lowerActivation } from '../activations/registry.ts';
import type { Initializer } from '../../ir/initializer.ts';
import type { Value } from '../../ir/ir.ts';
import type { Size } from '../../sizes/size.ts';
import type { LowerContext, Weight } from './define-layer.ts';

interface Biased {
  readonly use_bias: boolean;
  readonly bias_initializer: Initializer;
}

/** The bias of a layer with `units` outputs, where it has one. */
export const biasOf = (params: Biased, units: Size): readonly Weight<Size>[] =>
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

import type { SymbolicShape } from '../../ir/extent.ts';
import type { DType, Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Entry } from '../entry/entry.ts';
import type { FieldKind } from '../fields/field-type.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';

/** What a loss is lowered with. */
export interface LossContext {
  readonly build: Builder;
  readonly target: Value;
  /** The head's value. */
  readonly prediction: Value;
}

/** The facts of a loss. */
export interface LossDefinition<T extends ParameterTable> extends Entry<T> {
  /** What other libraries call it where it takes what is before the activation. */
  readonly elsewhereOfLogits?: string;
  /** Kinds of field that may be its target. */
  readonly fields: readonly FieldKind[];
  /** Kinds of field that are usually learnt with it. */
  readonly usualFor?: readonly FieldKind[];
  /** What it wants an output to end in, whose values it takes for probabilities; absent: it compares quantities. */
  readonly activation?: 'softmax' | 'sigmoid';
  /** What the target is, for a prediction of this shape. */
  target(prediction: SymbolicShape): { readonly shape: SymbolicShape; readonly dtype: DType };
  /** The loss of each example (and position); its mean is what is minimised. */
  lower(context: LossContext, params: ParamsOf<T>): Value;
}

/** A loss whose parameter types are forgotten, as the registry holds it. */
export interface AnyLossDefinition extends Omit<LossDefinition<ParameterTable>, 'lower'> {
  lower(context: LossContext, params: LayerParams): Value;
}

/** Declares a loss. */
export const defineLoss = <const K extends string, const T extends ParameterTable>(
  definition: LossDefinition<T> & { readonly kind: K },
): AnyLossDefinition & { readonly kind: K } => definition;

/** Parameters that Keras's losses have and that are not supported. */
export const unsupportedOfLosses: Readonly<Record<string, string>> = {
  axis: 'classes are on the last axis',
  reduction: 'a loss is the mean over the batch',
};

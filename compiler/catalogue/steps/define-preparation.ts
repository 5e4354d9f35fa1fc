import type { Entry } from '../entry/entry.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';

/** The facts of a step of `prepare { … }`: what each example goes through, in every part. */
export interface PreparationDefinition<T extends ParameterTable, S extends object> extends Entry<T> {
  make(params: ParamsOf<T>): S;
}

/** A preparation whose types are forgotten. */
export interface AnyPreparationDefinition extends Omit<
  PreparationDefinition<ParameterTable, object>,
  'make'
> {
  make(params: LayerParams): object;
}

/** Declares a step of `prepare`. */
export const definePreparation = <const K extends string, const T extends ParameterTable, S extends object>(
  definition: PreparationDefinition<T, S> & { readonly kind: K },
): AnyPreparationDefinition & { readonly kind: K; make(params: LayerParams): S } => definition;

import type { Entry } from '../entry/entry.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';

/** A part of the examples. */
export type PartName = 'train' | 'valid' | 'test';

/** The facts of a way to divide examples into parts; `S`: what it is specified by. */
export interface SplitDefinition<T extends ParameterTable, S extends object> extends Entry<T> {
  make(params: ParamsOf<T>): S;
  /** Parts that it brings itself: all that is left over is `train`, of which shares cut the others. Absent: shares divide all. */
  parts?(split: S): readonly PartName[];
}

/** A way to divide whose types are forgotten. */
export interface AnySplitDefinition extends Omit<SplitDefinition<ParameterTable, object>, 'make'> {
  make(params: LayerParams): object;
}

/** Declares a way to divide. */
export const defineSplit = <const K extends string, const T extends ParameterTable, S extends object>(
  definition: SplitDefinition<T, S> & { readonly kind: K },
): AnySplitDefinition & { readonly kind: K; make(params: LayerParams): S } => definition;

import type { DType } from '../../compiler/ir/ir.ts';
import { batchSize, fixed, type SymbolicShape } from '../../compiler/ir/extent.ts';
import type { OpAttributes, OpKind } from '../../compiler/ir/op-attributes.ts';

/** How the numbers of an input are made; all by a seeded generator. */
export type Fill =
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** Every number once, in a random order, `gap` apart around zero: no two near each other. */
  | { readonly kind: 'distinct'; readonly gap: number }
  /** Whole numbers from 0 to below `end`: many equal ones. */
  | { readonly kind: 'whole'; readonly end: number }
  /** Positive rows that sum to one. */
  | { readonly kind: 'probabilities' };

export interface InputSpec {
  readonly shape: SymbolicShape;
  readonly dtype: DType;
  readonly fill: Fill;
}

/** One application of an op that the laws are held against. */
export interface OpCase<K extends OpKind> {
  readonly title: string;
  readonly batch: number;
  readonly inputs: readonly InputSpec[];
  readonly attributes: OpAttributes[K];
  /** Inputs at which the gradient rule is compared with finite differences; none where left out. */
  readonly differentiable?: readonly number[];
}

export type OpCases<K extends OpKind> = { readonly [Kind in K]: readonly OpCase<Kind>[] };

/** `'B'` stands for the batch. */
export const shape = (...sizes: readonly (number | 'B')[]): SymbolicShape =>
  sizes.map((size) => (size === 'B' ? batchSize : fixed(size)));

export const uniform = (sizes: SymbolicShape, low = -1, high = 1): InputSpec => ({
  shape: sizes,
  dtype: 'float32',
  fill: { kind: 'uniform', low, high },
});

export const distinct = (sizes: SymbolicShape, gap = 0.05): InputSpec => ({
  shape: sizes,
  dtype: 'float32',
  fill: { kind: 'distinct', gap },
});

export const whole = (sizes: SymbolicShape, end: number, dtype: DType = 'float32'): InputSpec => ({
  shape: sizes,
  dtype,
  fill: { kind: 'whole', end },
});

export const probabilities = (sizes: SymbolicShape): InputSpec => ({
  shape: sizes,
  dtype: 'float32',
  fill: { kind: 'probabilities' },
});

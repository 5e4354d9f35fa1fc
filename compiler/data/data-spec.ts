import type { Span } from '../../grammar/span.ts';
import type { FieldType } from '../catalogue/fields/field-type.ts';
import type { AugmentStep } from '../catalogue/steps/augmentations.ts';
import type { PartName } from '../catalogue/splits/define-split.ts';
import type { SplitBy } from '../catalogue/splits/registry.ts';
import type { PrepareStep } from '../catalogue/steps/preparations.ts';
import type { SourceSpec } from '../catalogue/sources/registry.ts';

/** A `data` block after checking: what the run needs to load, split and prepare examples. */
export interface DataSpec {
  readonly name: string;
  readonly source: SourceSpec;
  /** Declared fields, and `image` as the source brings it where it was not declared. */
  readonly fields: readonly FieldSpec[];
  readonly split: SplitSpec;
  readonly seed: number;
  /** In order; `field` restricts a step to one field. */
  readonly prepare: readonly PrepareStep[];
  /** Of the training part only, after `prepare`, in order. */
  readonly augment: readonly AugmentStep[];
  readonly balance: Balance;
  /** A file that cannot be read stops the run, rather than being skipped and counted. */
  readonly strict: boolean;
  readonly span: Span;
}

/**
 * What makes small classes count, in the training part only. `oversample`: each is drawn as often as the largest;
 * `class_weights`: the loss of an example is weighed by how rare its class is.
 */
export type Balance = 'none' | 'oversample' | 'class_weights';

/** A field as it was declared, or as the source brings it. */
export interface FieldSpec {
  readonly name: string;
  readonly type: FieldType;
  readonly span: Span;
}

/** Fractions that sum to one; `test` and `valid` may be 0. */
export interface SplitSpec {
  readonly train: number;
  readonly valid: number;
  readonly test: number;
  /** What the parts go by; absent: each has each class in proportion. */
  readonly by?: SplitBy;
  /** Parts that come as they are, whose fractions are 0: the others are cut from what is in none of them, or in `train`. */
  readonly own?: readonly PartName[];
  /** Into how many folds what is no test part is divided. */
  readonly folds?: number;
}

/** Whether there is a validation part. */
export const isValidated = ({ valid, own = [] }: SplitSpec): boolean => valid > 0 || own.includes('valid');

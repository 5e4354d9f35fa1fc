import type { FieldType } from '../../catalogue/fields/field-type.ts';
import type { ExampleStep } from '../../catalogue/steps/augmentations.ts';
import type { PrepareStep } from '../../catalogue/steps/preparations.ts';
import type { Balance, SplitSpec } from '../../data/data-spec.ts';
import type { CodeSymbol } from './symbol.ts';

/** `data Name { … }`: what examples are, and what is made of them before the model sees them. */
export interface CodeData {
  readonly type: 'data';
  readonly symbol: CodeSymbol;
  readonly doc?: string | undefined;
  readonly comments?: readonly string[];
  readonly fields: readonly CodeField[];
  /** In order, of every part; `field` restricts a step to one field, else it is of all pictures. */
  readonly prepare: readonly PrepareStep[];
  /** In order, of the training part only; without those that mix batches. */
  readonly augment: readonly ExampleStep[];
  readonly split: SplitSpec;
  readonly seed: number;
  readonly balance: Balance;
}

export interface CodeField {
  readonly name: string;
  readonly type: FieldType;
  /** Of a class: what they are called, in the order of their numbers, where that is known. */
  readonly classes?: readonly string[];
}

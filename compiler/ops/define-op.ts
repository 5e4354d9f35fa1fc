import type { OpNodeOf, TensorType, Value } from '../ir/ir.ts';
import type { Builder } from './builder.ts';
import type { Extent } from '../ir/extent.ts';
import type { OpAttributes, OpKind } from '../ir/op-attributes.ts';

/** What a gradient rule sees: the op, the builder to add to, and the gradient of each output (absent where nothing depends on it). */
export interface GradientContext<K extends OpKind> {
  readonly op: OpNodeOf<K>;
  readonly build: Builder;
  readonly outputGradients: readonly (Value | undefined)[];
  /** Whether the gradient towards an input is wanted; a rule may skip the others. */
  readonly wants: (input: number) => boolean;
}

/** The facts of a primitive op. */
export interface OpDefinition<K extends OpKind> {
  readonly kind: K;
  /** One line: what it computes. */
  readonly doc: string;
  /** Types of the outputs; throws a RangeError where the inputs do not fit (a bug in a lowering). */
  infer(inputs: readonly TensorType[], attributes: OpAttributes[K]): readonly TensorType[];
  /** The input whose storage the output shares on every engine (a reshape), where there is one. */
  readonly aliases?: number;
  /**
   * Inputs over which the first output may be written where they die with the op and have its shape and dtype: each
   * element of the output needs no other element of theirs. The first that can is taken, and every engine that runs op
   * by op must do so. Absent: the output has storage of its own.
   */
  readonly mayOverwrite?: readonly number[];
  /** Multiply-adds as a function of the types; absent: none worth counting. */
  macs?(inputs: readonly TensorType[], outputs: readonly TensorType[], attributes: OpAttributes[K]): Extent;
  /**
   * The gradient with respect to each input, as values made with `build`; undefined where none flows.
   * Absent: the op is not differentiable and nothing flows through it.
   */
  gradient?(context: GradientContext<K>): readonly (Value | undefined)[];
}

export const defineOp = <K extends OpKind>(definition: OpDefinition<K>): OpDefinition<K> => definition;

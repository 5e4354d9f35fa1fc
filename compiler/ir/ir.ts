import type { Initializer } from './initializer.ts';
import type { OpAttributes, OpKind } from './op-attributes.ts';
import { elements, scale, type Extent, type SymbolicShape } from './extent.ts';

/*
 * The step program: primitive ops in execution order over values of static shape, in which the batch size
 * is the only symbol. Images are channels-last (N, H, W, C), filters are (height, width, in, out), as in
 * Keras; an engine may store a value otherwise as long as what it reads and gives back is in this order.
 */

export type DType = 'float32' | 'int32' | 'bool';

/** Bytes of one element: as tfjs counts them. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, int32: 4, bool: 1 };

export interface TensorType {
  readonly shape: SymbolicShape;
  readonly dtype: DType;
}

/** A value is made once, by an input, a variable or an op. Told apart by identity. */
export interface Value extends TensorType {
  /** Unique in a program; few numbers below the largest are unused, so that it may index an array. */
  readonly id: number;
  /** For people: a layer path and what it is (`conv2d/output`), not unique. */
  readonly name: string;
}

/** Bytes of a value as an affine function of the batch size. */
export const bytesOf = (type: TensorType): Extent => scale(elements(type.shape), bytesPerElement[type.dtype]);

/** One application of a primitive op. */
export interface OpNodeOf<K extends OpKind> {
  readonly kind: K;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly attributes: OpAttributes[K];
  /** The path of the layer it came from, or `loss`, `optimizer`, `metrics`. */
  readonly origin: string;
  /** Which part of a step it belongs to. */
  readonly stage: Stage;
  /** Whether it does again what an op of the forward pass has done, so that the result need not be kept. */
  readonly repeats?: true;
}

export type OpNode = { [K in OpKind]: OpNodeOf<K> }[OpKind];

export type Stage = 'forward' | 'loss' | 'metrics' | 'backward' | 'update';

/**
 * What lives longer than a step. `weight`: trained or not, saved with the model; `statistic`: moved by the
 * forward pass (moving mean and variance), saved with the model; `slot`: an optimizer's (momentum, …).
 */
export interface Variable {
  /** Unique: the layer path and weight name (`conv2d/kernel`), a slot's behind it (`conv2d/kernel/momentum`). */
  readonly name: string;
  readonly role: 'weight' | 'statistic' | 'slot';
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** Keras's meaning: a weight that may be trained (whether it is frozen now or not). */
  readonly trainable: boolean;
}

/** What a run feeds for every batch. */
export interface ProgramInput {
  /** Unique: `input/image`, `target/label`, `target/label/other`, `weight/label`, `noise/dropout`, `optimizer/learning_rate`, `accumulate/examples`. */
  readonly name: string;
  readonly value: Value;
  readonly role: InputRole;
}

export type InputRole =
  /** A model input; `key` is the input's name. */
  | { readonly kind: 'input'; readonly key: string }
  /** What an objective compares with; `key` is the data field's name. `other`: of the example that it was mixed with. */
  | { readonly kind: 'target'; readonly key: string; readonly other?: true }
  /**
   * In training, what the loss of each example counts, by its class and its share of a mixture: [B]; `key` is the field's
   * name. `other`: that of the example that it was mixed with.
   */
  | { readonly kind: 'weight'; readonly key: string; readonly other?: true }
  /** Fresh seeded randomness for every step: uniform in [0, 1) or standard normal. */
  | { readonly kind: 'noise'; readonly distribution: 'uniform' | 'normal' }
  /** A scalar that the host computes for every step; `key` is the optimizer's name for it, or `examples`. */
  | { readonly kind: 'scalar'; readonly key: string };

/** A variable as a program sees it when it begins. */
export interface VariableRead {
  readonly variable: Variable;
  readonly value: Value;
}

/** What a variable holds when the program has ended. */
export interface VariableUpdate {
  readonly variable: Variable;
  readonly value: Value;
}

export interface ProgramOutput {
  readonly name: string;
  readonly value: Value;
}

export interface Program {
  readonly name: 'step' | 'apply' | 'evaluate' | 'inspect' | 'predict';
  readonly inputs: readonly ProgramInput[];
  readonly variables: readonly VariableRead[];
  readonly ops: readonly OpNode[];
  readonly outputs: readonly ProgramOutput[];
  readonly updates: readonly VariableUpdate[];
  /** Above the id of every value. */
  readonly idLimit: number;
}

import type { Constraint } from '../parameters/constraint.ts';
import type { Initializer } from '../../ir/initializer.ts';
import type { Regularizer } from '../parameters/regularizer.ts';
import type { ConcreteShape, Shape } from '../../sizes/shape.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import type { Condition } from '../../sizes/condition.ts';
import type { Size } from '../../sizes/size.ts';
import type { SymbolicShape } from '../../ir/extent.ts';
import type { Entry } from '../entry/entry.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';

/** Why a layer cannot be applied; the resolver adds place, origin and stack. */
export interface Problem {
  /** The parameter at fault, where one is; its argument is then marked. */
  readonly parameter?: string;
  /** One sentence without a full stop, naming the sizes (`kernel 9×9 is larger than the input 7×7`). */
  readonly message: string;
  /** The rule as arithmetic: `⌊(7 + 0 − 9) / 1⌋ + 1 = −1`. */
  readonly notes?: readonly string[];
  /** What to do about it. */
  readonly fix?: string;
  /** Whether a larger input would do. */
  readonly isOutgrown?: boolean;
}

/** A shape that there is only where the symbolic sizes meet conditions. */
export interface Conditional {
  readonly shape: Shape;
  readonly needs: readonly Need[];
}

/** A condition, and what is wrong where it does not hold. */
export interface Need {
  readonly condition: Condition;
  readonly problem: () => Problem;
}

/** The shape that a layer makes, or why it makes none. */
export type Inference = Shape | Conditional | Problem;

/** A weight or statistic that an application of a layer makes. */
export interface Weight<S extends Size = number> {
  /** Keras's: `kernel`, `bias`, `gamma`, `moving_mean`. */
  readonly name: string;
  readonly shape: readonly S[];
  readonly initializer: Initializer;
  /** False for statistics that the forward pass moves. */
  readonly trainable: boolean;
  /** A penalty on it, which is added to the loss. */
  readonly regularizer?: Regularizer;
  /** What it must be after each update. */
  readonly constraint?: Constraint;
}

/** What a lowering works with. */
export interface LowerContext {
  readonly build: Builder;
  /** Whether this is a training step: dropout drops, batch normalisation uses and moves batch statistics. */
  readonly training: boolean;
  /** Whether the layer is frozen: batch normalisation then runs as in inference, even in a training step. */
  readonly frozen: boolean;
  /** A weight's value. */
  weight(name: string): Value;
  /** Moves a statistic. */
  update(name: string, value: Value): void;
  /** Fresh randomness of a shape, uniform in [0, 1) or standard normal. */
  noise(shape: SymbolicShape, distribution: 'uniform' | 'normal'): Value;
}

/**
 * What values of bounds keep outside training. `sums`: each vector of the last axis is a mean, weighted or not, of such
 * vectors of the input, so that one of probabilities still sums to 1. `range`: each value lies between values of the input.
 */
export type Keeps = 'sums' | 'range';

/** The facts of a layer kind, and nothing else; all that can be derived from them is. */
export interface LayerDefinition<T extends ParameterTable> extends Entry<T> {
  /** `many`: a merge, which takes the current tensor and then others; absent: it takes one tensor. */
  readonly inputs?: 'many';
  /** Of a merge: whether it may have the current tensor alone; absent: never. */
  alone?(params: ParamsOf<T>): boolean;
  /** Whether it draws noise while training. */
  readonly random?: true;
  /** Ranks (without the batch) it accepts; absent: any. */
  readonly rank?: readonly number[];
  /** How an application on a symbolic size may do with weights that do not depend on it. */
  readonly steady?: string;
  /** The output shape, or why there is none. */
  infer(params: ParamsOf<T>, input: Shape, ...others: readonly Shape[]): Inference;
  /** How the sizes that change come about, one after another: `height: ⌊(28 − 7) / 1⌋ + 1 = 22`; absent: nothing is reckoned. */
  arithmetic?(params: ParamsOf<T>, input: Shape, ...others: readonly Shape[]): readonly string[];
  weights?(params: ParamsOf<T>, input: Shape): readonly Weight<Size>[];
  /** Multiply-adds for one example; absent: none. */
  macs?(params: ParamsOf<T>, input: Shape, output: Shape): Size;
  /** Absent: its values are others. */
  keeps?(params: ParamsOf<T>, input: Shape): Keeps | undefined;
  lower(context: LowerContext, params: ParamsOf<T>, x: Value, ...others: readonly Value[]): Value;
}

type Untyped = 'alone' | 'infer' | 'arithmetic' | 'weights' | 'macs' | 'keeps' | 'lower';

/** A definition whose parameter types are forgotten, as registries hold them. */
export interface AnyLayerDefinition extends Omit<LayerDefinition<ParameterTable>, Untyped> {
  alone?(params: LayerParams): boolean;
  infer(params: LayerParams, input: Shape, ...others: readonly Shape[]): Inference;
  arithmetic?(params: LayerParams, input: Shape, ...others: readonly Shape[]): readonly string[];
  weights?(params: LayerParams, input: Shape): readonly Weight<Size>[];
  macs?(params: LayerParams, input: Shape, output: Shape): Size;
  keeps?(params: LayerParams, input: Shape): Keeps | undefined;
  lower(context: LowerContext, params: LayerParams, x: Value, ...others: readonly Value[]): Value;
}

/** Declares a layer kind. */
export function defineLayer<const T extends ParameterTable>(
  definition: LayerDefinition<T>,
): AnyLayerDefinition {
  return definition;
}

export const isProblem = (result: Inference): result is Problem => 'message' in result;

/** A shape under conditions: a problem where one cannot be met, the shape alone where all are. */
export function needing(shape: Shape, needs: readonly Need[]): Inference {
  const open: Need[] = [];
  for (const need of needs) {
    if (need.condition === false) return need.problem();
    if (need.condition !== true) open.push(need);
  }
  return open.length === 0 ? shape : { shape, needs: open };
}

/** An inferred shape and what it is under. */
export const partsOf = (inference: Shape | Conditional): Conditional =>
  'needs' in inference ? inference : { shape: inference, needs: [] };

/** A shape made of an inferred one, under the same conditions. */
export function mapShape(inference: Inference, change: (shape: Shape) => Shape): Inference {
  if (isProblem(inference)) return inference;
  return 'needs' in inference ? { ...inference, shape: change(inference.shape) } : change(inference);
}

/** An inferred shape of numbers, for lowering; throws where it is none (a bug: it has been inferred before). */
export function concreteShape(inference: Inference): ConcreteShape {
  if (isProblem(inference)) throw new RangeError(inference.message);
  return partsOf(inference).shape.map((size) => {
    if (typeof size !== 'number') throw new RangeError('a symbolic size cannot be lowered');
    return size;
  });
}

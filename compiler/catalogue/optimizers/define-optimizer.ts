import type { OptimizerSpec } from './optimizer-spec.ts';
import { type Doubt, doubtRate } from '../parameters/doubts.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';

/** An optimizer's parameter: Keras's name and default, and what may be given. */
export interface OptimizerParameter {
  readonly default: number | boolean;
  readonly minimum?: number;
  /** Values must stay below. */
  readonly below?: number;
  /** What a number is probably meant as, where it is hardly what it says. */
  readonly doubt?: ((value: number) => Doubt | undefined) | undefined;
  readonly doc: string;
}

/** What an update works with. */
export interface UpdateContext {
  readonly build: Builder;
  readonly params: Readonly<Record<string, number | boolean>>;
  readonly weight: Value;
  readonly gradient: Value;
  /** A host scalar by name. */
  readonly scalar: (name: string) => Value;
  /** A slot's value at the beginning of the step. */
  readonly slot: (name: string) => Value;
  /** What a slot holds after the step. */
  readonly setSlot: (name: string, value: Value) => void;
}

/** The facts of an optimizer: its slots, the scalars the host computes, and the update of one weight. */
export interface OptimizerDefinition {
  readonly kind: OptimizerSpec['kind'];
  readonly doc: string;
  /** In Keras's order. */
  readonly params: Readonly<Record<string, OptimizerParameter>>;
  /** Slots of every weight, all starting at zero. */
  slots(params: Readonly<Record<string, number | boolean>>): readonly string[];
  /** Scalars of step `iteration` (from 1). */
  scalars(
    params: Readonly<Record<string, number | boolean>>,
    iteration: number,
  ): Readonly<Record<string, number>>;
  /** The weight after the step. */
  update(context: UpdateContext): Value;
}

export const defineOptimizer = (definition: OptimizerDefinition): OptimizerDefinition => definition;

/** A number among an optimizer's parameters. */
export function numberOf(params: Readonly<Record<string, number | boolean>>, name: string): number {
  const value = params[name];
  if (typeof value !== 'number') throw new RangeError(`the optimizer has no number ${name}`);
  return value;
}

/** Its default, and the most that is ever of use. */
export const learningRate = (value: number, most: number): OptimizerParameter => ({
  default: value,
  minimum: 0,
  doubt: doubtRate(most, String(value)),
  doc: 'How far a step goes.',
});

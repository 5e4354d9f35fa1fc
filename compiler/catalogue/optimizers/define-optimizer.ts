import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Entry } from '../entry/entry.ts';
import { doubtRate } from '../parameters/doubts.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';

/** What an update works with. */
export interface UpdateContext {
  readonly build: Builder;
  readonly weight: Value;
  readonly gradient: Value;
  /** A host scalar by name. */
  readonly scalar: (name: string) => Value;
  /** A slot's value at the beginning of the step. */
  readonly slot: (name: string) => Value;
  /** What a slot holds after the step. */
  readonly setSlot: (name: string, value: Value) => void;
}

/** Scalars that the host computes, by name. */
export type Scalars = Readonly<Record<string, number>>;

/** The facts of an optimizer: its slots, the scalars the host computes, and the update of one weight. */
export interface OptimizerDefinition<T extends ParameterTable> extends Entry<T> {
  /** Slots of every weight, all starting at zero. */
  slots(params: ParamsOf<T>): readonly string[];
  /** Scalars of step `iteration` (from 1). */
  scalars(params: ParamsOf<T>, iteration: number): Scalars;
  /** The weight after the step. */
  update(context: UpdateContext, params: ParamsOf<T>): Value;
}

type Untyped = 'slots' | 'scalars' | 'update';

/** An optimizer whose parameter types are forgotten, as the registry holds it. */
export interface AnyOptimizerDefinition extends Omit<OptimizerDefinition<ParameterTable>, Untyped> {
  slots(params: LayerParams): readonly string[];
  scalars(params: LayerParams, iteration: number): Scalars;
  update(context: UpdateContext, params: LayerParams): Value;
}

/** Declares an optimizer. */
export const defineOptimizer = <const K extends string, const T extends ParameterTable>(
  definition: OptimizerDefinition<T> & { readonly kind: K },
): AnyOptimizerDefinition & { readonly kind: K } => definition;

/** A number from 0, and below 1. */
export const share = (initial: number, doc: string) =>
  ({ type: 'number', default: initial, minimum: 0, exclusiveMaximum: 1, doc }) as const;

/** A number from 0. */
export const fromZero = (initial: number, doc: string) =>
  ({ type: 'number', default: initial, minimum: 0, doc }) as const;

/** A choice that is not taken unless it is written. */
export const choice = (doc: string) => ({ type: 'boolean', default: false, doc }) as const;

/** Its default, and the most that is ever of use. */
export const learningRate = (value: number, most: number) =>
  ({ ...fromZero(value, 'How far a step goes.'), doubt: doubtRate(most, String(value)) }) as const;

/** Parameters of those that follow the mean of gradients and that of their squares. */
export const momentParameters = {
  beta_1: share(0.9, 'Decay of the mean of gradients.'),
  beta_2: share(0.999, 'Decay of the mean of squared gradients.'),
  epsilon: fromZero(1e-7, 'Added to the root, against division by zero.'),
} as const;

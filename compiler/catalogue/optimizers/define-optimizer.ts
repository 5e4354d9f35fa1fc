import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Entry } from '../entry/entry.ts';
import { doubtRate } from '../parameters/doubts.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';
import { sharedParameters } from './shared-parameters.ts';

/** What a slot is where it is not zeros of the weight's shape at first. */
export interface SlotForm {
  readonly initial?: number;
  readonly shape?: readonly number[];
}

/** What an update works with. */
export interface UpdateContext {
  readonly build: Builder;
  /** What the weight holds, once it has decayed. */
  readonly weight: Value;
  readonly shape: readonly number[];
  /** The gradient, once it has been clipped. */
  readonly gradient: Value;
  /** A host scalar by name. */
  readonly scalar: (name: string) => Value;
  /** A slot's value at the beginning of the step; its form counts where it is asked for first. */
  readonly slot: (name: string, form?: SlotForm) => Value;
  /** What a slot holds after the step. */
  readonly setSlot: (name: string, value: Value) => void;
}

/** Scalars that the host computes, by name. */
export type Scalars = Readonly<Record<string, number>>;

/** The facts of an optimizer: the scalars that the host computes, and the update of one weight, which says what slots it has. */
export interface OptimizerDefinition<T extends ParameterTable> extends Entry<T> {
  /** Scalars of step `iteration` (from 1). */
  scalars(params: ParamsOf<T>, iteration: number): Scalars;
  /** The weight after the step. */
  update(context: UpdateContext, params: ParamsOf<T>): Value;
  /** The parameter that says how much a weight of a shape decays, where that is not `weight_decay`. */
  decay?(shape: readonly number[]): string;
}

type Untyped = 'scalars' | 'update';

/** An optimizer whose parameter types are forgotten, as the registry holds it. */
export interface AnyOptimizerDefinition extends Omit<OptimizerDefinition<ParameterTable>, Untyped> {
  scalars(params: LayerParams, iteration: number): Scalars;
  update(context: UpdateContext, params: LayerParams): Value;
}

/** Declares an optimizer, which has the parameters of all optimizers behind its own. */
export function defineOptimizer<const K extends string, const T extends ParameterTable>(
  definition: OptimizerDefinition<T> & { readonly kind: K },
): AnyOptimizerDefinition & { readonly kind: K } {
  const own: ParameterTable = definition.params;
  const params: ParameterTable = { ...own, ...sharedParameters, ...own };
  return { ...(definition as AnyOptimizerDefinition & { readonly kind: K }), params };
}

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
  ({
    type: 'rate',
    default: value,
    minimum: 0,
    doc: 'How far a step goes: a number, or a schedule.',
    doubt: doubtRate(most, String(value)),
  }) as const;

/** Parameters of those that follow the mean of gradients and that of their squares. */
export const momentParameters = {
  beta_1: share(0.9, 'Decay of the mean of gradients.'),
  beta_2: share(0.999, 'Decay of the mean of squared gradients.'),
  epsilon: fromZero(1e-7, 'Added to the root, against division by zero.'),
} as const;

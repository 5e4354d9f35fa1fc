import type { Shape } from '../../sizes/shape.ts';
import type { Constraint } from './constraint.ts';
import type { Initializer } from '../../ir/initializer.ts';
import type { Regularizer } from './regularizer.ts';
import type { Activation } from '../activations/registry.ts';
import type { Doubt } from './doubts.ts';
import type { Epochs, Lengths, Schedule } from './schedule.ts';

/**
 * What a layer's parameter accepts. Each type has one row in the table that reads it from an expression,
 * words its error, and describes it in the reference.
 */
export type ParameterType =
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | {
      readonly type: 'number';
      readonly minimum?: number;
      readonly maximum?: number;
      readonly exclusiveMinimum?: number;
      readonly exclusiveMaximum?: number;
    }
  | { readonly type: 'boolean' }
  /** Bytes, with a unit: `2 GiB`. */
  | { readonly type: 'bytes' }
  /** A quoted text. */
  | { readonly type: 'string' }
  /** A bare word of a fixed set. */
  | { readonly type: 'enum'; readonly values: readonly string[] }
  /** A number, or a list of `rank` numbers; read as the list. */
  | { readonly type: 'sizes'; readonly rank: number; readonly minimum: number; readonly maximum?: number }
  /** A list of sizes, -1 for one that follows from the others where `wildcard`. */
  | { readonly type: 'shape'; readonly wildcard: boolean }
  /** An axis as Keras counts them (the batch is 0); read as an index into the shape without the batch, from 0. */
  | { readonly type: 'axis' }
  /** An axis or a list of axes, as Keras counts them; read as the list, as it is written. */
  | { readonly type: 'axes' }
  /** Cells at the sides of `rank` axes: a number, one for each axis, or [before, after] for each; read as all of the latter, flat. */
  | { readonly type: 'margins'; readonly rank: number }
  /** A number, or a list of numbers; read as the list. */
  | { readonly type: 'numbers' }
  /** `halving`: also one that halves the last axis. */
  | { readonly type: 'activation'; readonly halving?: boolean }
  | { readonly type: 'initializer' }
  | { readonly type: 'regularizer' }
  | { readonly type: 'constraint' }
  /** A number, or a schedule of numbers. */
  | { readonly type: 'rate'; readonly minimum?: number }
  /** A whole number of steps, or `epochs(number)`; with a `minimum` of steps. */
  | { readonly type: 'length'; readonly minimum: number }
  /** A list of lengths. */
  | { readonly type: 'lengths' }
  /** The name of a loss or metric, as the log has it. */
  | { readonly type: 'measure' };

/** What is accepted of a type. */
export type Accepted = ParameterType & {
  /** What a number is probably meant as, where it is hardly what it says. */
  readonly doubt?: (value: number) => Doubt | undefined;
  /** Whether `none` may be given. */
  readonly nullable?: boolean;
};

export type ParameterSpec = Accepted & {
  readonly doc: string;
  /** As it would be written; absent: the parameter must be given. `none` where `nullable`. */
  readonly default?: ParameterValue;
};

/** What is made of a word or a class of Keras's. */
export type NamedValue = Initializer | Regularizer | Constraint;

/** What goes over the steps of a phase. */
export type TimedValue = Epochs | Lengths | Schedule;

export type ParameterValue = number | boolean | string | null | Shape | NamedValue | TimedValue;

/** Parameters by name, in Keras's order (which is the order of positional arguments). */
export type ParameterTable = Readonly<Record<string, ParameterSpec>>;

export type LayerParams = Readonly<Record<string, ParameterValue>>;

/** What a value of a type is read as, `none` apart; of what goes over steps, what it is at one of them. */
export type ValueOf<S extends ParameterType> = S['type'] extends
  'integer' | 'number' | 'axis' | 'bytes' | 'rate' | 'length'
  ? number
  : S['type'] extends 'boolean'
    ? boolean
    : S['type'] extends 'string' | 'measure'
      ? string
      : S['type'] extends 'enum'
        ? S extends { readonly values: readonly (infer V)[] }
          ? V
          : string
        : S['type'] extends 'sizes' | 'axes' | 'margins' | 'numbers' | 'lengths'
          ? readonly number[]
          : S['type'] extends 'shape'
            ? Shape
            : S['type'] extends 'activation'
              ? Activation
              : S['type'] extends 'regularizer'
                ? Regularizer
                : S['type'] extends 'constraint'
                  ? Constraint
                  : Initializer;

type Nullable<S extends ParameterSpec> = S extends { readonly nullable: true } ? null : never;

/** The typed parameters of a table: what a definition's functions are given. */
export type ParamsOf<T extends ParameterTable> = { readonly [K in keyof T]: ValueOf<T[K]> | Nullable<T[K]> };

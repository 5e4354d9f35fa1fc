import type { Named } from '../entry/entry.ts';
import type { OptimizerSpec } from '../optimizers/registry.ts';
import type { WeightPath } from './weight-paths.ts';
import type { Accepted, ParameterValue, ValueOf } from '../parameters/parameters.ts';

/** Where settings stand. A phase takes over what its train block sets, and an objective of a phase what that of the block does. */
export type Section = 'data' | 'split' | 'train' | 'phase' | 'objective' | 'weights';

/** What a setting accepts: what a parameter does, or an entry of the catalogue, or the name of a field. */
export type SettingType =
  | Accepted
  | {
      readonly type:
        'optimizer' | 'source' | 'division' | 'loss' | 'metrics' | 'field' | 'measure' | 'factors' | 'paths';
    };

/** What a setting is read as, `none` apart. */
export type SettingValue<T extends SettingType> = T extends Accepted
  ? ValueOf<T>
  : T['type'] extends 'optimizer'
    ? OptimizerSpec
    : T['type'] extends 'factors' | 'paths'
      ? readonly WeightPath[]
      : T['type'] extends 'measure'
        ? string
        : unknown;

/** The facts of a setting: `key = value` in a section. */
export interface SettingDefinition extends Named {
  readonly sections: readonly Section[];
  readonly accepts: SettingType;
  /** What it is where it is not written, `null` for nothing; absent: it must be given, or what it is follows from others. */
  readonly default?: ParameterValue;
  /** Where it is neither written nor has a default: what it follows from. */
  readonly follows?: string;
  /** Whether the weights of a run depend on it: one that goes on must have the same. */
  readonly weights?: true;
  /** Whether the peak of a step depends on it, or is held against it. */
  readonly peak?: true;
  /** Whether it belongs to a run rather than to what is trained: the command line may say otherwise. */
  readonly option?: true;
}

/** Declares a setting. */
export const defineSetting = <const D extends SettingDefinition>(definition: D): D => definition;

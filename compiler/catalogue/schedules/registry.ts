import { registryOf } from '../entry/entry.ts';
import { constant } from './constant.ts';
import { cosineDecay } from './cosine-decay.ts';
import { cosineDecayRestarts } from './cosine-decay-restarts.ts';
import type { AnyScheduleDefinition } from './define-schedule.ts';
import { exponentialDecay } from './exponential-decay.ts';
import { inverseTimeDecay } from './inverse-time-decay.ts';
import { oneCycle } from './one-cycle.ts';
import { piecewiseConstantDecay } from './piecewise-constant-decay.ts';
import { polynomialDecay } from './polynomial-decay.ts';
import { reduceOnPlateau } from './reduce-on-plateau.ts';

/** Every schedule of rates, by kind. */
export const schedules = registryOf(
  cosineDecay,
  cosineDecayRestarts,
  exponentialDecay,
  polynomialDecay,
  piecewiseConstantDecay,
  inverseTimeDecay,
  oneCycle,
  reduceOnPlateau,
  constant,
);

export type ScheduleKind = keyof typeof schedules;

/** Every schedule, in the order of messages and of the reference. */
export const scheduleDefinitions: readonly (AnyScheduleDefinition & { readonly kind: ScheduleKind })[] =
  Object.values(schedules);

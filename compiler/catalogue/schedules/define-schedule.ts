import type { Entry } from '../entry/entry.ts';
import type { ParameterTable, ParamsOf } from '../parameters/parameters.ts';
import type { Measured } from './schedule-place.ts';

/** The facts of a schedule: the rate at each of its steps, which are counted from 0 where its warm-up ends. */
export interface ScheduleDefinition<T extends ParameterTable> extends Entry<T> {
  /** The rate that it begins with. */
  begins(params: ParamsOf<T>): number;
  /** The rate after so many steps. `from`: the rate that it begins with, which may be that of a warm-up. */
  rate(params: ParamsOf<T>, step: number, from: number, measured: Measured): number;
  /** The length after which it stays as it is; absent: there is none. */
  readonly lasts?: string;
}

/** Whether it looks at what is measured: it then has a parameter `monitor`. */
export const looks = ({ params }: { readonly params: ParameterTable }): boolean => 'monitor' in params;

type Untyped = 'begins' | 'rate';

/** A schedule whose parameter types are forgotten, as the registry holds it. */
export interface AnyScheduleDefinition extends Omit<ScheduleDefinition<ParameterTable>, Untyped> {
  begins(params: Resolved): number;
  rate(params: Resolved, step: number, from: number, measured: Measured): number;
}

/** Parameters of a schedule whose lengths are steps. */
export type Resolved = Readonly<Record<string, number | boolean | string | null | readonly number[]>>;

/** Declares a schedule. */
export const defineSchedule = <const K extends string, const T extends ParameterTable>(
  definition: ScheduleDefinition<T> & { readonly kind: K },
): AnyScheduleDefinition & { readonly kind: K } =>
  definition as unknown as AnyScheduleDefinition & { readonly kind: K };

const rate = (doc: string) => ({ type: 'number', minimum: 0, doc }) as const;

/** The rate that a schedule begins with. */
export const start = { initial_learning_rate: rate('The rate at first.') } as const;

const warmupSteps = {
  type: 'length',
  minimum: 0,
  default: 0,
  doc: 'Over how many steps, or `epochs(…)`, the rate rises before the schedule begins.',
} as const;

/** What comes before any schedule. */
export const warmup = {
  warmup_target: {
    ...rate('What the rate rises to, from the one at first; with `none` it rises from 0 to that.'),
    nullable: true,
    default: null,
  },
  warmup_steps: warmupSteps,
} as const;

/** What comes before a schedule that has no one rate at first. */
export const plainWarmup = {
  warmup_steps: { ...warmupSteps, doc: `${warmupSteps.doc.slice(0, -1)}, from 0.` },
} as const;

/** After how many steps something is over. */
export const length = (doc: string) => ({ type: 'length', minimum: 1, doc }) as const;

/** The same, by default all that is left of the phase. */
export const lengthOfPhase = (doc: string) =>
  ({
    ...length(`${doc}; with \`none\` all that is left of the phase.`),
    nullable: true,
    default: null,
  }) as const;

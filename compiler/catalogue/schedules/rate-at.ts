import { entryNamed } from '../entry/entry.ts';
import type { ParameterTable, ParameterValue } from '../parameters/parameters.ts';
import type { Epochs, Length, Lengths, Schedule } from '../parameters/schedule.ts';
import type { Resolved } from './define-schedule.ts';
import { scheduleDefinitions } from './registry.ts';
import type { SchedulePlace } from './schedule-place.ts';

/** A rate as a parameter holds it: a number, or how it goes over steps. */
export const isSchedule = (rate: ParameterValue | undefined): rate is Schedule =>
  typeof rate === 'object' && rate !== null && 'params' in rate;

export const isEpochs = (length: ParameterValue | undefined): length is Epochs =>
  typeof length === 'object' && length !== null && 'count' in length;

const isLengths = (value: ParameterValue): value is Lengths =>
  typeof value === 'object' && value !== null && 'items' in value;

/** The facts of a schedule. */
export function definitionOfSchedule({ kind }: Schedule) {
  const definition = entryNamed(scheduleDefinitions, kind);
  if (definition === undefined) throw new RangeError(`there is no schedule ${kind}`);
  return definition;
}

/** The rate of an update of a phase, of which `step` came before. */
export function rateAt(rate: number | Schedule, step: number, place: SchedulePlace): number {
  if (typeof rate === 'number') return rate;
  const definition = definitionOfSchedule(rate);
  const params = resolved(definition.params, rate.params, place);
  const { warmup_steps: steps, warmup_target: target } = params;
  const warmup = typeof steps === 'number' ? steps : 0;
  const first = definition.begins(params);
  const [from, to] = typeof target === 'number' ? [first, target] : [0, first];
  if (step < warmup) return from + ((to - from) * step) / warmup;
  return definition.rate(params, step - warmup, to, place.measured);
}

/** Parameters with their lengths in steps; one that is not given is what a warm-up leaves of the phase. */
function resolved(table: ParameterTable, params: Schedule['params'], place: SchedulePlace): Resolved {
  const { perEpoch, epochs } = place;
  const inSteps = (length: Length): number => (typeof length === 'number' ? length : length.count * perEpoch);
  const { warmup_steps: given } = params;
  const warmup = isEpochs(given) || typeof given === 'number' ? inSteps(given) : 0;
  const entries = Object.entries(params).map(([name, value]) => {
    if (isEpochs(value)) return [name, inSteps(value)];
    if (value !== null && isLengths(value)) return [name, value.items.map(inSteps)];
    const isRest = value === null && table[name]?.type === 'length';
    return [name, isRest ? Math.max(1, epochs * perEpoch - warmup) : value];
  });
  return Object.fromEntries(entries) as Resolved;
}

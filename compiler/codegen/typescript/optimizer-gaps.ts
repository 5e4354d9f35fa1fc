import { sharedParameters } from '../../catalogue/optimizers/shared-parameters.ts';
import { isSchedule } from '../../catalogue/schedules/rate-at.ts';
import type { PhaseSpec } from '../../train/train-spec.ts';
import { optimizerRows } from './rows/values.ts';

/** What of a phase's optimizer there are no parts for, as it is written. */
export function optimizerGaps({
  optimizer: { kind, params },
  optimizer_state: state,
  rates,
  no_decay: kept,
}: Pick<PhaseSpec, 'optimizer' | 'optimizer_state' | 'rates' | 'no_decay'>): readonly string[] {
  if (optimizerRows[kind] === undefined) return [kind];
  const { learning_rate: rate } = params;
  if (isSchedule(rate)) return [rate.kind];
  if (state === 'kept') return ['optimizer_state'];
  if (rates !== undefined) return ['rates'];
  if (kept !== undefined) return ['no_decay'];
  return Object.entries(sharedParameters)
    .filter(([name, { default: preset }]) => params[name] !== undefined && params[name] !== preset)
    .map(([name]) => name);
}

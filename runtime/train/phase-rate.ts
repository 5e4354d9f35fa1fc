import { definitionOfSchedule, isSchedule, rateAt } from '../../compiler/catalogue/schedules/rate-at.ts';
import { looks } from '../../compiler/catalogue/schedules/define-schedule.ts';
import type { Measured } from '../../compiler/catalogue/schedules/schedule-place.ts';
import { measuresOf } from '../../compiler/train/measure-names.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { EpochRecord } from './record.ts';

/**
 * The rate of an update, of which `updates` came before in the phase and those `before` it whose optimizer it goes on with; `examples`:
 * those of an epoch.
 */
export function phaseRate(
  phase: PhaseSpec,
  updates: number,
  examples: number,
  history: readonly EpochRecord[],
  before: readonly PhaseSpec[] = [],
): number {
  const { learning_rate: rate } = phase.optimizer.params;
  if (!isSchedule(rate)) return Number(rate);
  const perEpoch = updatesOf(phase, examples);
  const whole = [...before, phase].reduce((sum, each) => sum + each.epochs * updatesOf(each, examples), 0);
  const measured = looks(definitionOfSchedule(rate))
    ? measuredOf(phase, rate.params['monitor'], history, before)
    : none;
  return rateAt(rate, updates, { perEpoch, epochs: whole / perEpoch, measured });
}

/** Updates in an epoch of so many examples. */
export const updatesOf = ({ batch, accumulate = 1 }: PhaseSpec, examples: number): number =>
  Math.ceil(Math.ceil(examples / batch) / accumulate);

const none: Measured = { values: [], better: 'less' };

/** What a measure was after each epoch of a phase: by default the loss, of the validation part where there is one. */
function measuredOf(
  { name: phase, objectives }: PhaseSpec,
  monitor: unknown,
  history: readonly EpochRecord[],
  before: readonly PhaseSpec[],
): Measured {
  const names = new Set([phase, ...before.map(({ name }) => name)]);
  const records = history.filter((record) => names.has(record.phase));
  const isValidated = records.some(({ measures }) => 'val_loss' in measures);
  const name = typeof monitor === 'string' ? monitor : isValidated ? 'val_loss' : 'loss';
  const better = measuresOf(objectives, isValidated).find((each) => each.name === name)?.better ?? 'less';
  return { values: records.map(({ measures }) => measures[name] ?? NaN), better };
}

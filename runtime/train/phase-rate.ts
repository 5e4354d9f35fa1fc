import { definitionOfSchedule, isSchedule, rateAt } from '../../compiler/catalogue/schedules/rate-at.ts';
import { looks } from '../../compiler/catalogue/schedules/define-schedule.ts';
import type { Measured } from '../../compiler/catalogue/schedules/schedule-place.ts';
import { measuresOf } from '../../compiler/train/measure-names.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { EpochRecord } from './record.ts';

/** The rate of an update of a phase, of which `updates` came before; `examples`: those of an epoch. */
export function phaseRate(
  phase: PhaseSpec,
  updates: number,
  examples: number,
  history: readonly EpochRecord[],
): number {
  const { learning_rate: rate } = phase.optimizer.params;
  if (!isSchedule(rate)) return Number(rate);
  const { batch, accumulate = 1, epochs } = phase;
  const perEpoch = Math.ceil(Math.ceil(examples / batch) / accumulate);
  const measured = looks(definitionOfSchedule(rate))
    ? measuredOf(phase, rate.params['monitor'], history)
    : none;
  return rateAt(rate, updates, { perEpoch, epochs, measured });
}

const none: Measured = { values: [], better: 'less' };

/** What a measure was after each epoch of a phase: by default the loss, of the validation part where there is one. */
function measuredOf(
  { name: phase, objectives }: PhaseSpec,
  monitor: unknown,
  history: readonly EpochRecord[],
): Measured {
  const records = history.filter((record) => record.phase === phase);
  const isValidated = records.some(({ measures }) => 'val_loss' in measures);
  const name = typeof monitor === 'string' ? monitor : isValidated ? 'val_loss' : 'loss';
  const better = measuresOf(objectives, isValidated).find((each) => each.name === name)?.better ?? 'less';
  return { values: records.map(({ measures }) => measures[name] ?? NaN), better };
}

import { type MonitorSpec, monitorOf } from '../../compiler/train/resolve-monitor.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { EpochRecord } from './record.ts';

/** The epoch whose weights a phase keeps. */
export interface BestEpoch {
  readonly monitor: string;
  readonly epoch: number;
  readonly value: number;
}

/** Whether a value is better than the best so far by more than the minimum (keras.callbacks.EarlyStopping). */
const isBetter = ({ better, minDelta }: MonitorSpec, value: number, best: number): boolean =>
  better === 'more' ? value - minDelta > best : value + minDelta < best;

/** The records of a phase, in order. */
const recordsOf = (history: readonly EpochRecord[], { name }: PhaseSpec): readonly EpochRecord[] =>
  history.filter(({ phase }) => phase === name);

/** The measure that the weights of a phase are kept by; undefined where the last ones are. */
const monitored = (phase: PhaseSpec, history: readonly EpochRecord[]): MonitorSpec | undefined =>
  monitorOf(
    phase,
    history.some(({ measures }) => 'val_loss' in measures),
  );

/** The best epoch of a phase so far; undefined where it keeps none, or there was none. */
export function bestEpoch(phase: PhaseSpec, history: readonly EpochRecord[]): BestEpoch | undefined {
  const records = recordsOf(history, phase);
  const monitor = monitored(phase, records);
  if (monitor === undefined) return undefined;
  const { name } = monitor;
  let best: BestEpoch | undefined;
  for (const { epoch, measures } of records) {
    const value = measures[name] ?? NaN;
    if (best === undefined || isBetter(monitor, value, best.value)) best = { monitor: name, epoch, value };
  }
  return best;
}

/** Whether a phase is done: all its epochs are, or so many in a row brought nothing better. */
export function isOver(phase: PhaseSpec, epoch: number, history: readonly EpochRecord[]): boolean {
  if (epoch >= phase.epochs) return true;
  const best = phase.patience === undefined ? undefined : bestEpoch(phase, history);
  return best !== undefined && epoch - best.epoch >= (phase.patience ?? Infinity);
}

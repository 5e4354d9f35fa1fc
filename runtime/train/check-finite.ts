import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { EpochRecord } from './record.ts';

/** Throws a RunError for a number of a phase that is none any more; it says which checkpoint is left, or that no update came before. */
export function checkFinite(
  value: number,
  where: string,
  { optimizer }: PhaseSpec,
  history: readonly EpochRecord[],
  updates: number,
): void {
  if (Number.isFinite(value)) return;
  if (updates === 0) throw new RunError(runtimeMessages.neverFinite(optimizer.span, value, where));
  const last = history.at(-1);
  const kept =
    last === undefined
      ? 'no epoch was finished, so there is no checkpoint'
      : `the checkpoint after epoch ${last.epoch} of phase ${last.phase} is kept`;
  throw new RunError(runtimeMessages.lossNotFinite(optimizer.span, value, where, kept));
}

import { isSchedule } from '../../catalogue/schedules/rate-at.ts';
import type { PhaseSpec } from '../../train/train-spec.ts';

/** The schedule of a phase's rate, which the code does not have. */
export function scheduleGaps({ optimizer: { params } }: Pick<PhaseSpec, 'optimizer'>): readonly string[] {
  const { learning_rate: rate } = params;
  return isSchedule(rate) ? [rate.kind] : [];
}

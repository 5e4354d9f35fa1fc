import { isSchedule } from '../../catalogue/schedules/rate-at.ts';
import type { PhaseSpec } from '../../train/train-spec.ts';

type Gaps = Pick<PhaseSpec, 'optimizer' | 'optimizer_state' | 'rates' | 'no_decay'>;

/** What of a phase's rates the code does not have. */
export function scheduleGaps({
  optimizer: { params },
  optimizer_state: state,
  rates,
  no_decay: kept,
}: Gaps): readonly string[] {
  const { learning_rate: rate } = params;
  return [
    ...(isSchedule(rate) ? [rate.kind] : []),
    ...(state === 'kept' ? ['optimizer_state'] : []),
    ...(rates === undefined ? [] : ['rates']),
    ...(kept === undefined ? [] : ['no_decay']),
  ];
}

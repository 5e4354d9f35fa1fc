import type { Schedule } from '../../catalogue/parameters/schedule.ts';
import { isEpochs, isSchedule } from '../../catalogue/schedules/rate-at.ts';
import type { PhaseSpec } from '../../train/train-spec.ts';

type Gaps = Pick<PhaseSpec, 'optimizer' | 'optimizer_state' | 'rates' | 'no_decay'>;

/** Keras's callback sets the rate that there is, which a warm-up gives anew at each step. */
const isWarmPlateau = ({ kind, params: { warmup_steps: steps } }: Schedule): boolean =>
  kind === 'ReduceLROnPlateau' && (isEpochs(steps) || steps !== 0);

/** What of a phase's rates the code does not have. */
export function scheduleGaps({
  optimizer: { params },
  optimizer_state: state,
  rates,
  no_decay: kept,
}: Gaps): readonly string[] {
  const { learning_rate: rate } = params;
  return [
    ...(isSchedule(rate) && isWarmPlateau(rate) ? [rate.kind] : []),
    ...(state === 'kept' ? ['optimizer_state'] : []),
    ...(rates === undefined ? [] : ['rates']),
    ...(kept === undefined ? [] : ['no_decay']),
  ];
}

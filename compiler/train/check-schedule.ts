import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import type { Lengths, Schedule } from '../catalogue/parameters/schedule.ts';
import { definitionOfSchedule, isEpochs, isSchedule } from '../catalogue/schedules/rate-at.ts';
import type { DataSpec } from '../data/data-spec.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { isMeasured } from './resolve-monitor.ts';
import type { ObjectiveSpec } from './train-spec.ts';
import type { OptimizerSpec } from '../catalogue/optimizers/registry.ts';

/** The phase that a schedule is for. */
interface Scheduled {
  readonly epochs: number;
  readonly objectives: readonly ObjectiveSpec[];
  readonly data: DataSpec | undefined;
}

/** Checks the schedule of a rate against its phase; false where it is at fault, which has been reported. */
export function checkSchedule(
  { kind, params: { learning_rate: rate } }: OptimizerSpec,
  phase: Scheduled,
  reporter: Reporter,
): boolean {
  if (!isSchedule(rate)) return true;
  warnOfLength(rate, phase.epochs, reporter);
  if (kind === 'Ftrl') warnOfNothing(rate, reporter);
  const { monitor } = rate.params;
  const { objectives, data } = phase;
  const isTold =
    typeof monitor !== 'string' ||
    data === undefined ||
    isMeasured(monitor, rate.span, { objectives, data }, reporter);
  return isTold && checkBoundaries(rate, reporter);
}

const countOf = (length: LayerParams[string] | undefined): number => (isEpochs(length) ? length.count : 0);

/** A schedule that is longer than its phase never comes to its end. */
function warnOfLength(schedule: Schedule, epochs: number, reporter: Reporter): void {
  const { lasts = '' } = definitionOfSchedule(schedule);
  const [length, warmup] = [schedule.params[lasts], schedule.params['warmup_steps']];
  const whole = countOf(length) + countOf(warmup);
  const last = [length, warmup].find(isEpochs);
  if (last === undefined || whole <= epochs) return;
  const rest = epochs - (last === length ? countOf(warmup) : 0);
  const edits = rest > 0 ? [{ span: last.span, text: `epochs(${rest})` }] : undefined;
  reporter.report('CNN482', last.span, [whole, epochs], { edits });
}

/** Ftrl divides by the rate: with one of 0 weights are no numbers, as in Keras. */
function warnOfNothing({ params, span }: Schedule, reporter: Reporter): void {
  const { warmup_steps: warmup, warmup_target: target, initial_learning_rate: initial } = params;
  const rises = isEpochs(warmup) || (typeof warmup === 'number' && warmup > 0);
  if (!rises || (typeof target === 'number' && initial !== 0)) return;
  const why = '`Ftrl` divides by it, so that weights become NaN';
  const fix = 'leave the warm-up out, or let it begin above 0: `ConstantRate(0.001, warmup_target=0.1, …)`';
  reporter.report('CNN458', span, ['the rate at the first step', '0', why], { fix });
}

/** Boundaries rise, and there is one rate more than there are of them. */
function checkBoundaries({ params, span }: Schedule, reporter: Reporter): boolean {
  const { boundaries, values } = params;
  if (!isLengths(boundaries) || !Array.isArray(values)) return true;
  const { items } = boundaries;
  const rates = (values as readonly unknown[]).length;
  if (rates !== items.length + 1) {
    const reason = `${items.length + 1} rates are divided by ${items.length} boundaries, and there are ${rates}`;
    reporter.report('CNN483', span, [reason]);
    return false;
  }
  const numbers = items.filter((each) => typeof each === 'number');
  const counts = items.filter(isEpochs).map(({ count }) => count);
  const isRising = (of: readonly number[]): boolean =>
    of.every((each, index) => index === 0 || each > (of[index - 1] ?? 0));
  if (isRising(numbers) && isRising(counts)) return true;
  reporter.report('CNN483', span, ['boundaries rise from one to the next']);
  return false;
}

const isLengths = (value: LayerParams[string] | undefined): value is Lengths =>
  typeof value === 'object' && value !== null && 'items' in value;

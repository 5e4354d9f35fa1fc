import type { RunTime } from './forecast.ts';
import { peakOf } from '../../compiler/lower/phase-plan.ts';
import { processPeak } from '../../runtime/process-peak.ts';
import type { BestEpoch } from '../../runtime/train/best-epoch.ts';
import { prefixed, rounded, type EpochRecord, type Measures } from '../../runtime/train/record.ts';
import type { RunOutcome, RunPlan } from '../../runtime/train/train.ts';

/** What a run came to, in figures. */
export interface RunSummary {
  readonly out: string;
  readonly train: string;
  readonly engine: string;
  readonly epochs: number;
  /** Of training steps, validation left out. */
  readonly imagesPerSecond: number;
  readonly seconds: number;
  readonly dataWait: number;
  /** The most bytes that tensors take at once, as planned; or that a phase adds to the process, on engines that tell it. */
  readonly peakBytes: number;
  /** The most bytes that the process was to have, on engines that tell it. */
  readonly foretoldProcessBytes?: number;
  /** The most bytes of memory that the process had. */
  readonly processPeakBytes: number;
  /** How long it took, with validation, the test part and what was kept, beside what was foretold. */
  readonly time?: RunTime;
  readonly skipped: number;
  /** Names by their numbers, where the data has them. */
  readonly classes?: readonly string[];
  /** In an epoch, where classes are balanced. */
  readonly drawsOfEachClass?: number;
  /** Of the last epoch. */
  readonly last: Measures;
  readonly test: Measures;
  /** The epoch of the last phase whose weights are kept, where it keeps the best. */
  readonly kept?: BestEpoch;
}

/** Sums a run up. `peakBytes`: as planned for the engine. */
export function summarize(
  outcome: RunOutcome,
  run: Pick<
    RunSummary,
    | 'out'
    | 'train'
    | 'engine'
    | 'peakBytes'
    | 'foretoldProcessBytes'
    | 'time'
    | 'classes'
    | 'drawsOfEachClass'
  >,
): RunSummary {
  const { history, test = {}, skipped, kept } = outcome;
  const total = (value: (record: EpochRecord) => number): number =>
    history.reduce((sum, record) => sum + value(record), 0);
  const seconds = total((record) => record.seconds);
  return {
    ...run,
    epochs: history.length,
    imagesPerSecond: seconds > 0 ? total(({ images }) => images) / seconds : 0,
    seconds,
    dataWait: total(({ waited }) => waited),
    processPeakBytes: processPeak(),
    skipped: skipped.length,
    last: history.at(-1)?.measures ?? {},
    test,
    ...(kept === undefined ? {} : { kept }),
  };
}

/** A part of the seconds of training, from 0 to 1. */
const share = (part: number, seconds: number): number => (seconds > 0 ? rounded(part / seconds) : 0);

/** The batches that `--batch auto` took, as events of `--json`. */
export const batchEvents = ({ phases }: RunPlan) =>
  phases.map((plan) => ({
    event: 'batch',
    phase: plan.phase.name,
    batch: plan.phase.batch,
    peak_bytes: peakOf(plan, plan.phase.batch).bytes,
  }));

/** An epoch as an event of `--json`. */
export const epochEvent = ({
  phase,
  epoch,
  measures,
  images,
  seconds,
  waited,
  learning_rate: rate,
}: EpochRecord) => ({
  event: 'epoch',
  phase,
  epoch,
  ...measures,
  images_per_s: rounded(images / Math.max(seconds, 1e-6)),
  seconds: rounded(seconds),
  data_wait_s: rounded(waited),
  data_wait_share: share(waited, seconds),
  ...(rate === undefined ? {} : { learning_rate: rate }),
});

/** The last event of `--json`: `done`, or `interrupted` where the person stopped the run. */
export const lastEvent = (status: RunOutcome['status'], summary: RunSummary) => ({
  event: status,
  out: summary.out,
  train: summary.train,
  engine: summary.engine,
  epochs: summary.epochs,
  images_per_s: rounded(summary.imagesPerSecond),
  seconds: rounded(summary.seconds),
  data_wait_s: rounded(summary.dataWait),
  data_wait_share: share(summary.dataWait, summary.seconds),
  peak_bytes: summary.peakBytes,
  process_peak_bytes: summary.processPeakBytes,
  ...(summary.foretoldProcessBytes === undefined
    ? {}
    : { process_foretold_bytes: summary.foretoldProcessBytes }),
  ...(summary.time === undefined
    ? {}
    : { run_s: rounded(summary.time.seconds), foretold_s: rounded(summary.time.foretold) }),
  skipped: summary.skipped,
  ...(summary.classes === undefined ? {} : { classes: summary.classes }),
  ...(summary.drawsOfEachClass === undefined ? {} : { draws_of_each_class: summary.drawsOfEachClass }),
  ...summary.last,
  ...prefixed(summary.test, 'test_'),
  ...(summary.kept === undefined ? {} : { kept: summary.kept }),
});

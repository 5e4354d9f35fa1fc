import type { Diagnostic } from '../grammar/diagnostic.ts';
import { enterFolder } from './prepare/enter-folder.ts';
import { prepareRun } from './prepare/prepare-run.ts';
import type { RunSettings } from './prepare/run-settings.ts';
import { silent } from './train/observer.ts';
import { RunFolder } from './train/run-folder.ts';
import { type RunOutcome, runTraining } from './train/train.ts';
import { checkTrainOptions, type TrainOptions } from './train-options.ts';

/*
 * What the package `cnnc/runtime` gives: files read and compiled, and runs, as the command line does them.
 */

export { type Input, readAndCompile, type ReadModule } from './spec/read-and-compile.ts';
export type { RunSettings } from './prepare/run-settings.ts';
export type { TrainOptions } from './train-options.ts';
export { type Evaluation, evaluateRun as evaluate, type EvaluateOptions } from './evaluate/evaluate.ts';
export type { PartName } from './trained/trained-data.ts';
export { RunError } from './run-error.ts';
export { UsageError } from './usage-error.ts';
export type { Observer, StepProgress } from './train/observer.ts';
export type { EpochRecord, Measures } from './train/record.ts';
export type { EngineName } from './engines/engine.ts';

/** A run that is over, or was stopped. */
export interface Trained extends RunOutcome {
  /** The run folder. */
  readonly out: string;
  readonly engine: string;
  /** The most bytes that a phase needs on the engine. */
  readonly peakBytes: number;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Trains what a train block of a file describes, into a run folder. Rejects with a RunError, whose `diagnostics` say what is
 * wrong with the file, the data or the machine, or with a UsageError where an option, or a name in one, means nothing.
 */
export async function train(file: string, options: TrainOptions = {}): Promise<Trained> {
  checkTrainOptions(options);
  const { out, resume = false, observer = {}, signal, ...settings } = options;
  let folder = resume ? await RunFolder.open(out ?? '') : undefined;
  try {
    const prepared = await prepareRun(file, { ...noSettings, ...settings }, folder, { input: nothing });
    const { plan, engine, peakBytes, warnings } = prepared;
    folder = await enterFolder(folder, out, prepared);
    const stopped = (): boolean => signal?.aborted === true;
    const outcome = await runTraining(plan, folder, { ...silent, ...observer }, stopped);
    return { ...outcome, out: folder.path, engine, peakBytes, warnings };
  } finally {
    await folder?.release();
  }
}

const noSettings: RunSettings = { data: {}, weights: {}, followLinks: false };

/** No text is piped in. */
async function* nothing(): AsyncIterable<Uint8Array> {}

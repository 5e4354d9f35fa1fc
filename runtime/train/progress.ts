import type { BestEpoch } from './best-epoch.ts';
import type { EpochRecord, Measures } from './record.ts';
import type { Sum } from './tally.ts';

/** Where a run stands: everything of it that is not in the variables. Randomness follows from it and the seed. */
export interface Progress {
  /** Index of the phase. */
  readonly phase: number;
  /** Epochs of the phase that are done. */
  readonly epoch: number;
  /** Steps of the phase that are done, a batch each. */
  readonly steps: number;
  /** Updates of the phase that are done, where it accumulates gradients; absent: one each step. */
  readonly updates?: number;
  /** Updates of the phases before whose optimizer this one goes on with; absent: none. */
  readonly earlier?: number;
  /** The epoch that was interrupted, where one was. */
  readonly partial?: PartialEpoch;
  readonly history: readonly EpochRecord[];
  /** The epoch of the phase whose weights are kept, where it keeps the best. */
  readonly kept?: BestEpoch;
  /** Measures on the test part, once the run is done. */
  readonly test?: Measures;
  /** Files that could not be read, each with the reason. */
  readonly skipped: readonly (readonly [file: string, reason: string])[];
}

export interface PartialEpoch {
  /** Examples of the epoch's order that are used up. */
  readonly cursor: number;
  /** Sums of each output over the examples so far. */
  readonly sums: Readonly<Record<string, Sum>>;
  readonly examples: number;
  /** What the sums of gradients hold, where the phase accumulates them. */
  readonly group?: Group;
  readonly seconds: number;
  readonly waited: number;
}

/** What was added up since the last update. */
export interface Group {
  readonly batches: number;
  readonly examples: number;
}

export const noGroup: Group = { batches: 0, examples: 0 };

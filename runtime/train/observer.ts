import type { Progress } from './progress.ts';
import type { EpochRecord, Measures } from './record.ts';

/** Whoever watches a run: a screen, or lines for a machine. Called between steps; must be quick. */
export interface Observer {
  /** Where the run stands before its first step, which waits for whatever this does. */
  begins?(progress: Progress): Promise<void>;
  /** The run goes on from a checkpoint, with so many epochs done in all, and a share (0 to 1) of the one that it stopped in. */
  resumed(epochs: number, share: number): void;
  /** A phase is about to begin or go on. */
  phase(name: string, epochs: number): void;
  /** The engine gets programs ready. */
  preparing(phase: string): void;
  /** After each training step: how far the epoch is, in batches and examples, and its measures so far. */
  step(progress: StepProgress): void;
  /** An epoch is over; its checkpoint is on the disk. */
  epoch(record: EpochRecord, epochs: number): void;
  /** The test part is about to be evaluated. */
  testing(): void;
}

export interface StepProgress {
  readonly phase: string;
  readonly epoch: number;
  readonly epochs: number;
  readonly examples: number;
  readonly total: number;
  readonly measures: Measures;
}

/** Watches nothing. */
export const silent: Observer = {
  resumed: () => undefined,
  phase: () => undefined,
  preparing: () => undefined,
  step: () => undefined,
  epoch: () => undefined,
  testing: () => undefined,
};

import type { PhasePrograms } from '../../compiler/lower/build-programs.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { Loader } from '../data/batches.ts';
import type { OpenData } from '../data/open-data.ts';
import type { Session } from '../engines/engine.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import type { Observer } from './observer.ts';
import type { ObjectHead } from '../detection/object-heads.ts';
import type { Progress } from './progress.ts';

/** What the programs of a phase run with. */
export interface StepContext {
  readonly phase: PhaseSpec;
  readonly programs: PhasePrograms;
  readonly session: Session;
  readonly engine: string;
  readonly data: OpenData;
  /** Model input → data field. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly seed: number;
  /** What the optimizer goes on from. */
  readonly goesOn?: GoingOn;
}

/** Phases whose optimizer a phase goes on with. */
export interface GoingOn {
  readonly before: readonly PhaseSpec[];
  /** The updates that were done in them. */
  readonly updates: number;
}

/** What a phase runs with. */
export interface PhaseContext extends StepContext {
  readonly loader: Loader;
  /** Its heads with metrics that are judged over a whole part. */
  readonly objectHeads: readonly ObjectHead[];
  readonly observer: Observer;
  /** Whether the person asked to stop. */
  readonly interrupted: () => boolean;
  /** Puts a checkpoint on the disk. */
  save(progress: Progress, tensors: ReadonlyMap<string, StoredTensor>): Promise<void>;
}

/** The person asked to stop; the run's state is on the disk. */
export class Interrupted extends Error {}

import { writeAtomically } from '../files/atomic-write.ts';
import { readFile } from '../files/read-file.ts';
import { codeOf, reasonOf } from '../files/reason-of.ts';
import { messages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from '../weights/safetensors.ts';
import type { EpochRecord, Measures } from './record.ts';

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
  /** The epoch that was interrupted, where one was. */
  readonly partial?: PartialEpoch;
  readonly history: readonly EpochRecord[];
  /** Measures on the test part, once the run is done. */
  readonly test?: Measures;
  /** Files that could not be read, each with the reason. */
  readonly skipped: readonly (readonly [file: string, reason: string])[];
}

export interface PartialEpoch {
  /** Examples of the epoch's order that are used up. */
  readonly cursor: number;
  /** Sums of each output over the examples so far. */
  readonly sums: Readonly<Record<string, number>>;
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

export interface Checkpoint {
  readonly progress: Progress;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** A larger file is no checkpoint. */
const largestCheckpoint = 2 ** 35;

export const noGroup: Group = { batches: 0, examples: 0 };

/** Writes a checkpoint so that it is whole or not there: one file holds the variables and the progress. */
export async function saveCheckpoint(path: string, { progress, tensors }: Checkpoint): Promise<void> {
  const metadata = new Map([
    ['format', 'cnnc-checkpoint-1'],
    ['progress', JSON.stringify(progress)],
  ]);
  await writeAtomically(path, encodeSafetensors({ tensors, metadata }));
}

/** Reads a checkpoint; undefined where there is none, a RunError where it is damaged. */
export async function loadCheckpoint(path: string): Promise<Checkpoint | undefined> {
  const bytes = await readFile(path, largestCheckpoint).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new RunError(messages.checkpointBroken(path, reasonOf(error)));
  });
  if (bytes === undefined) return undefined;
  const decoded = decodeSafetensors(bytes);
  if (!decoded.ok) throw new RunError(messages.checkpointBroken(path, decoded.problem));
  const { tensors, metadata } = decoded.file;
  const progress = parseProgress(metadata.get('progress'));
  if (progress === undefined) {
    throw new RunError(messages.checkpointBroken(path, 'it does not say how far the run had come'));
  }
  return { progress, tensors };
}

function parseProgress(text: string | undefined): Progress | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isProgress(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isProgress(value: unknown): value is Progress {
  if (typeof value !== 'object' || value === null) return false;
  const { phase, epoch, steps, updates = 0, history, skipped, partial } = value as Record<string, unknown>;
  const counts = [phase, epoch, steps, updates].every(isCount);
  return (
    counts &&
    Array.isArray(history) &&
    Array.isArray(skipped) &&
    (partial === undefined || isPartial(partial))
  );
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

function isPartial(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { cursor, sums, examples, group = noGroup } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(cursor) &&
    Number.isSafeInteger(examples) &&
    typeof sums === 'object' &&
    sums !== null &&
    isGroup(group)
  );
}

function isGroup(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { batches, examples } = value as Record<string, unknown>;
  return isCount(batches) && isCount(examples);
}

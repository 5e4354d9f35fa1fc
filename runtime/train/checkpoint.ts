import { createHash } from 'node:crypto';
import { writeAtomically } from '../files/atomic-write.ts';
import {
  decodeSafetensors,
  safetensorsParts,
  type StoredTensor,
  type TensorFile,
} from '../weights/safetensors.ts';
import { parseProgress } from './progress-schema.ts';
import type { Progress } from './progress.ts';
import { readOwn } from './read-own.ts';

export interface Checkpoint {
  readonly progress: Progress;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

const format = 'cnnc-checkpoint-2';

/** Of earlier versions: without a checksum. */
const earlierFormat = 'cnnc-checkpoint-1';

/**
 * Writes a checkpoint so that it is whole or not there: one file holds the variables and the progress, with a checksum of
 * both. `run`: a digest of what the run depends on.
 */
export async function saveCheckpoint(
  path: string,
  { progress, tensors }: Checkpoint,
  run: string,
): Promise<void> {
  const metadata = new Map([
    ['format', format],
    ['run', run],
    ['progress', JSON.stringify(progress)],
  ]);
  await writeAtomically(path, safetensorsParts(sealed({ tensors, metadata })));
}

/**
 * Reads the checkpoint of a run, of at most `limit` bytes; what is wrong with it where it is damaged or of another run.
 * Whether it fits the run is for `checkCheckpoint` to say. Throws a FileError.
 */
export async function loadCheckpoint(path: string, run: string, limit: number): Promise<Checkpoint | string> {
  const decoded = decodeSafetensors(await readOwn(path, limit));
  if (!decoded.ok) return decoded.problem;
  const { tensors, metadata } = decoded.file;
  const isEarlier = metadata.get('format') === earlierFormat;
  if (!isEarlier && metadata.get('format') !== format) return 'it is not a checkpoint';
  // Before checkpoints said whose they are, they had none.
  if ((metadata.get('run') ?? run) !== run) return 'it is of another run';
  if (!isEarlier && sealed({ tensors, metadata }).metadata.get('content') !== metadata.get('content'))
    return 'its content is not what was written: it does not come to its checksum';
  const progress = parseProgress(metadata.get('progress'));
  return typeof progress === 'string' ? progress : { progress, tensors };
}

/** A file with a checksum, as `content`, of all else that it holds. */
export function sealed({ tensors, metadata }: TensorFile): TensorFile {
  const others = new Map([...metadata].filter(([name]) => name !== 'content'));
  const hash = createHash('sha256');
  for (const part of safetensorsParts({ tensors, metadata: others })) hash.update(part);
  return { tensors, metadata: others.set('content', hash.digest('hex')) };
}

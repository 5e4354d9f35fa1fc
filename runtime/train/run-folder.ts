import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeAtomically } from '../files/atomic-write.ts';
import { makeDirectory } from '../files/make-directory.ts';
import { readText } from '../files/read-file.ts';
import { codeOf, reasonOf as wordsOf } from '../files/reason-of.ts';
import { messages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { encodeSafetensors, type StoredTensor } from '../weights/safetensors.ts';
import { loadCheckpoint, saveCheckpoint, type Checkpoint } from './checkpoint.ts';
import { differences, parseIdentity, type RunIdentity } from './identity.ts';
import { logLine, type EpochRecord } from './record.ts';

/**
 * The folder of a run: `run.json` (what it trains, written last when the folder is made), `spec.cnn`,
 * `checkpoint.safetensors` (where it stands), `weights.safetensors` (the model now) and `log.jsonl`. Every file is
 * replaced as a whole, so that a run killed at any moment can go on from its last checkpoint.
 */
export class RunFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes a new run's folder; throws a RunError where the place is taken or cannot be written. */
  static async create(path: string, identity: RunIdentity, spec: string): Promise<RunFolder> {
    await refuseTaken(path);
    try {
      await makeDirectory(resolve(path));
      await writeAtomically(join(path, 'spec.cnn'), spec);
      await writeAtomically(join(path, 'run.json'), `${JSON.stringify(identity, null, 2)}\n`);
    } catch (error) {
      throw new RunError(messages.outUnwritable(path, reasonOf(error)));
    }
    return new RunFolder(path);
  }

  /** Opens an earlier run's folder; throws a RunError where there is none or it was made from something else. */
  static async resume(path: string, identity: RunIdentity): Promise<RunFolder> {
    const earlier = await readIdentity(path);
    const found = differences(earlier, identity);
    if (found.length > 0) throw new RunError(messages.runDiffers(path, found));
    try {
      // More epochs may be asked for than before: the next resume takes them up.
      await writeAtomically(join(path, 'run.json'), `${JSON.stringify(identity, null, 2)}\n`);
    } catch (error) {
      throw new RunError(messages.outUnwritable(path, reasonOf(error)));
    }
    return new RunFolder(path);
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return loadCheckpoint(join(this.path, 'checkpoint.safetensors'));
  }

  /** Saves where the run stands; `weights` are the names of what belongs to the model. */
  async save(checkpoint: Checkpoint, weights: ReadonlySet<string>): Promise<void> {
    const model = new Map([...checkpoint.tensors].filter(([name]) => weights.has(name)));
    try {
      await saveCheckpoint(join(this.path, 'checkpoint.safetensors'), checkpoint);
      await this.#saveWeights(model);
      await this.#saveLog(checkpoint.progress.history);
    } catch (error) {
      throw new RunError(messages.diskFailed(this.path, reasonOf(error)));
    }
  }

  #saveWeights(tensors: ReadonlyMap<string, StoredTensor>): Promise<void> {
    const metadata = new Map([['format', 'cnnc-weights-1']]);
    return writeAtomically(join(this.path, 'weights.safetensors'), encodeSafetensors({ tensors, metadata }));
  }

  #saveLog(history: readonly EpochRecord[]): Promise<void> {
    return writeAtomically(join(this.path, 'log.jsonl'), history.map(logLine).join(''));
  }
}

/** A larger `run.json` is no run's. */
const largestIdentity = 2 ** 26;

/** What the run in a folder was made from; throws a RunError where the folder holds none. */
export async function readIdentity(path: string): Promise<RunIdentity> {
  const text = await readText(join(path, 'run.json'), largestIdentity).catch((error: unknown) => {
    const found = codeOf(error) === 'ENOENT' ? 'it has no `run.json`' : `its \`run.json\`: ${wordsOf(error)}`;
    throw new RunError(messages.notARun(path, found));
  });
  const identity = parseIdentity(text);
  if (identity === undefined) throw new RunError(messages.notARun(path, 'its `run.json` is damaged'));
  return identity;
}

/** The first of `runs/<name>-1`, `runs/<name>-2`, … that is not there yet. */
export async function freeRunPath(name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = join('runs', `${name}-${number}`);
    if ((await stat(path).catch(() => undefined)) === undefined) return path;
  }
}

/** What a run leaves that was killed while its folder was being made; also a folder that never got to a checkpoint. */
const unfinished = new Set([
  'spec.cnn',
  'run.json',
  '.spec.cnn.tmp',
  '.run.json.tmp',
  '.checkpoint.safetensors.tmp',
]);

async function refuseTaken(path: string): Promise<void> {
  const information = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new RunError(messages.outUnwritable(path, reasonOf(error)));
  });
  if (information === undefined) return;
  if (!information.isDirectory()) throw new RunError(messages.outUnwritable(path, 'it is a file'));
  const names = await readdir(path).catch((error: unknown) => {
    throw new RunError(messages.outUnwritable(path, reasonOf(error)));
  });
  if (names.every((name) => unfinished.has(name))) return;
  throw new RunError(names.includes('run.json') ? messages.outIsRun(path) : messages.outTaken(path));
}

/** `EACCES: permission denied` rather than the whole of a system error's text. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(', ')[0] ?? message;
}

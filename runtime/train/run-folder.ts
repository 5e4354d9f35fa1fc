import { lstat, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { writeAtomically } from '../files/atomic-write.ts';
import { claimFolder, isClaim, type Claim } from '../files/claim.ts';
import { FileError } from '../files/file-error.ts';
import { makeDirectory } from '../files/make-directory.ts';
import { writeFailure } from '../files/write-failure.ts';
import { buffersFreed, freeBuffers } from '../free-buffers.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { safetensorsParts } from '../weights/safetensors.ts';
import { loadCheckpoint, saveCheckpoint, type Checkpoint } from './checkpoint.ts';
import { digestOf, differences, type RunIdentity } from './identity.ts';
import { encodeIdentity } from './identity-schema.ts';
import { isRun, isUnfinished, readIdentity, removeTemporaries, runFiles, runsFolder } from './run-files.ts';
import { modelIn, withoutKept } from './kept-weights.ts';
import { readOwn } from './read-own.ts';
import type { RunEnd } from './run-end.ts';
import { logLine } from './record.ts';

/**
 * The folder of a run, which belongs to this process until it is released: `run.json` (what it trains, written
 * first: it makes the folder a run's), `spec.cnn`, `checkpoint.safetensors` (where it stands), `weights.safetensors` (the model now, of the
 * best epoch where a phase keeps that) and `log.jsonl`; `summary.json` (how it went) once it is done. Every file is replaced as a whole, so
 * that a run killed at any moment can go on from its last
 * checkpoint, from which weights and log are made again where they are not its own.
 */
export class RunFolder {
  readonly path: string;
  #identity: RunIdentity;
  readonly #claim: Claim;

  private constructor(path: string, identity: RunIdentity, claim: Claim) {
    this.path = path;
    this.#identity = identity;
    this.#claim = claim;
  }

  /**
   * Makes a new run's folder: at `path`, else the first of `runs/<train>-1`, `runs/<train>-2`, … that is not there yet.
   * Throws a RunError where the place is taken or cannot be written.
   */
  static async create(
    path: string | undefined,
    made: RunIdentity,
    { text, directory }: Specification,
  ): Promise<RunFolder> {
    const place = path === undefined ? await makeNumbered(made.train) : await makeAt(path);
    const identity = located(made, place, directory);
    const claim = await claimed(place);
    try {
      await refuseTaken(place);
      await removeTemporaries(place);
      await writing(runtimeMessages.outUnwritable, place, async () => {
        await writeAtomically(join(place, runFiles.identity), encodeIdentity(identity));
        await writeAtomically(join(place, runFiles.spec), text);
      });
    } catch (error) {
      await claim.release();
      throw error;
    }
    return new RunFolder(place, identity, claim);
  }

  /** Takes an earlier run's folder; throws a RunError where there is none or another process has it. */
  static async open(path: string): Promise<RunFolder> {
    await readIdentity(path, true);
    const claim = await claimed(path);
    try {
      await removeTemporaries(path);
      return new RunFolder(path, await readIdentity(path, true), claim);
    } catch (error) {
      await claim.release();
      throw error;
    }
  }

  /** What the run in the folder was made from. */
  get identity(): RunIdentity {
    return this.#identity;
  }

  /**
   * Goes on with the run as it is now: more epochs may be asked for than before. `changes`: how what the text says has
   * changed. Throws a RunError where it is made from something else.
   */
  async resume(
    made: RunIdentity,
    { text, directory }: Specification,
    changes?: readonly string[],
  ): Promise<void> {
    const identity = located(made, this.path, directory);
    const found = differences(this.#identity, identity, changes);
    if (found.length > 0) throw new RunError(runtimeMessages.runDiffers(this.path, found));
    await this.#replace('identity', Buffer.from(encodeIdentity(identity)));
    await this.#replace('spec', Buffer.from(text));
    // It goes on, so that how it ended is to be told anew.
    await rm(this.#file('summary'), { force: true });
    this.#identity = identity;
  }

  /** Lets others have the folder. */
  release(): Promise<void> {
    return this.#claim.release();
  }

  /** Whether the run has a checkpoint to go on from. */
  async isBegun(): Promise<boolean> {
    return (await lstat(this.#file('checkpoint')).catch(() => undefined)) !== undefined;
  }

  async checkpoint(limit: number): Promise<Checkpoint | undefined> {
    const file = this.#file('checkpoint');
    try {
      const loaded = await loadCheckpoint(file, digestOf(this.#identity), limit);
      if (typeof loaded === 'string') throw this.unfit(loaded);
      return loaded;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.code === 'ENOENT') return undefined;
      throw this.unfit(error.message);
    }
  }

  unfit(problem: string): RunError {
    return new RunError(runtimeMessages.checkpointBroken(this.#file('checkpoint'), problem));
  }

  async save(checkpoint: Checkpoint, weights: ReadonlySet<string>): Promise<void> {
    if (!(await this.#claim.holds())) throw new RunError(runtimeMessages.folderGone(this.path));
    const file = this.#file('checkpoint');
    await writing(runtimeMessages.diskFailed, file, () =>
      saveCheckpoint(file, checkpoint, digestOf(this.#identity)),
    );
    for (const [name, content] of derived(checkpoint, weights)) await writeFile(this.#file(name), content);
    freeBuffers([...withoutKept(checkpoint.tensors).values()].map(({ data }) => data));
    await buffersFreed();
  }

  async restore(checkpoint: Checkpoint, weights: ReadonlySet<string>): Promise<void> {
    for (const [name, content] of derived(checkpoint, weights))
      await this.#replace(name, Buffer.concat([...content]));
  }

  /** Keeps how the run went, once it is done. */
  async finish(end: RunEnd): Promise<void> {
    await this.#replace('summary', Buffer.from(`${JSON.stringify(end, null, 2)}\n`));
  }

  #file(name: keyof typeof runFiles): string {
    return join(this.path, runFiles[name]);
  }

  /** Writes a file where it does not hold that already. */
  async #replace(name: keyof typeof runFiles, content: Uint8Array): Promise<void> {
    const found = await readOwn(this.#file(name), content.length).catch(() => undefined);
    if (found?.equals(content) !== true) await writeFile(this.#file(name), content);
  }
}

/** The text of a run, and where it lay. */
interface Specification {
  readonly text: string;
  /** What its paths begin at. */
  readonly directory?: string;
}

/** What a run in a folder was made from: where that lay is told from there, so that both can be moved together. */
const located = (identity: RunIdentity, folder: string, directory: string | undefined): RunIdentity =>
  directory === undefined
    ? identity
    : { ...identity, directory: relative(resolve(folder), resolve(directory)) || '.' };

/** What is written after a checkpoint, and follows from it. */
function derived(
  { tensors, progress }: Checkpoint,
  weights: ReadonlySet<string>,
): readonly (readonly ['weights' | 'log', Iterable<Uint8Array>])[] {
  const { kept } = progress;
  const origin = kept && Object.entries(kept).map(([key, value]) => [key, String(value)] as const);
  const metadata = new Map([['format', 'cnnc-weights-1'], ...(origin ?? [])]);
  const model = modelIn(tensors, weights);
  return [
    ['weights', safetensorsParts({ tensors: model, metadata })],
    ['log', [Buffer.from(progress.history.map(logLine).join(''))]],
  ];
}

/** Writes a file of the run; where the system refuses, the message names that file. */
const writeFile = (path: string, content: Parameters<typeof writeAtomically>[1]): Promise<void> =>
  writing(runtimeMessages.diskFailed, path, () => writeAtomically(path, content));

/** Does work that writes; what the system refuses becomes a message. */
async function writing<T>(
  message: (typeof runtimeMessages)['outUnwritable'],
  path: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(message(path, writeFailure(error)));
  }
}

async function claimed(path: string): Promise<Claim> {
  const found = await writing(runtimeMessages.outUnwritable, path, () => claimFolder(path));
  if ('pid' in found) throw new RunError(runtimeMessages.folderInUse(path, found));
  return found;
}

const makeNumbered = (train: string): Promise<string> =>
  writing(runtimeMessages.outUnwritable, runsFolder, async () => {
    await makeDirectory(resolve(runsFolder));
    for (let number = 1; ; number++) {
      const path = join(runsFolder, `${train}-${number}`);
      // Fails where it is there, also for whoever comes second of two at once.
      const made = await mkdir(path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      );
      if (made) return path;
    }
  });

async function makeAt(path: string): Promise<string> {
  await refuseTaken(path);
  await writing(runtimeMessages.outUnwritable, path, () => makeDirectory(resolve(path)));
  return path;
}

/** Throws a RunError where a place holds what is not left of a run that was killed before its first checkpoint. */
async function refuseTaken(path: string): Promise<void> {
  const names = await writing(runtimeMessages.outUnwritable, path, async () => {
    // Where it cannot be looked at it cannot be made either, which says why.
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return [];
    if (!found.isDirectory()) throw new RunError(runtimeMessages.outIsFile(path));
    return readdir(path);
  });
  const others = names.filter((name) => !isClaim(name));
  if (await isUnfinished(path, others)) return;
  throw new RunError((await isRun(path)) ? runtimeMessages.outIsRun(path) : runtimeMessages.outTaken(path));
}

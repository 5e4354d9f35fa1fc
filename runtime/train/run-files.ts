import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '../files/file-error.ts';
import { decodeText } from '../files/read-file.ts';
import { isTemporaryOf } from '../files/temporary.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { isTextOf, type RunIdentity } from './identity.ts';
import { parseIdentity } from './identity-schema.ts';
import { readOwn } from './read-own.ts';

/** The files of a run's folder. */
export const runFiles = {
  identity: 'run.json',
  spec: 'spec.cnn',
  checkpoint: 'checkpoint.safetensors',
  weights: 'weights.safetensors',
  log: 'log.jsonl',
  /** How a run that is done went: no other file follows from it. */
  summary: 'summary.json',
} as const;

/** Where runs are that were given no place. */
export const runsFolder = 'runs';

const names = Object.values(runFiles);

/** Texts of at most so many bytes, escaped, and what stands beside them. */
const largestIdentity = 64 * 2 ** 20;

/** What the run in a folder was made from; throws a RunError where the folder holds none. */
export async function readIdentity(path: string, isResumed = false): Promise<RunIdentity> {
  const read = await tryIdentity(path);
  if (typeof read === 'string') throw new RunError(runtimeMessages.notARun(path, read, isResumed));
  return read;
}

/** What the run in a folder was made from, or why that cannot be told. */
const tryIdentity = async (path: string): Promise<RunIdentity | string> =>
  (await findIdentity(path)) ?? 'it has no `run.json`';

/** What the run in a folder was made from, or what is wrong with what says so; undefined where nothing does. */
export async function findIdentity(path: string): Promise<RunIdentity | string | undefined> {
  try {
    const text = decodeText(await readOwn(join(path, runFiles.identity), largestIdentity));
    const identity = parseIdentity(text);
    return typeof identity === 'string' ? `its \`run.json\` is damaged: ${identity}` : identity;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    return missing ? undefined : `its \`run.json\` cannot be read: ${error.message}`;
  }
}

/**
 * Whether all the files of a folder, of these names, are left of a run that has no checkpoint yet: what a new run may
 * have in its place. `run.json` says that they are; a `spec.cnn` that is not the one it tells of is somebody's own.
 */
export async function isUnfinished(path: string, found: readonly string[]): Promise<boolean> {
  const early: readonly string[] = [runFiles.identity, runFiles.spec];
  const whole = found.filter((name) => !isTemporaryOf(name, names));
  if (whole.length === 0) return true;
  if (!whole.every((name) => early.includes(name))) return false;
  const identity = await tryIdentity(path);
  if (typeof identity === 'string') return false;
  if (!whole.includes(runFiles.spec)) return true;
  const spec = await readOwn(join(path, runFiles.spec), largestIdentity).catch(() => undefined);
  return spec !== undefined && isTextOf(identity, spec.toString());
}

/** Whether a folder holds a run, finished or not. */
export const isRun = async (path: string): Promise<boolean> => typeof (await tryIdentity(path)) !== 'string';

/** Removes what writers left half made in a folder that is this process's own; links are not followed. */
export async function removeTemporaries(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    if (!isTemporaryOf(name, names)) continue;
    const found = await lstat(join(path, name)).catch(() => undefined);
    if (found?.isDirectory() === false) await rm(join(path, name), { force: true }).catch(() => undefined);
  }
}

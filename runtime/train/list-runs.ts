import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunIdentity } from './identity.ts';
import { type LogLine, readLog } from './read-log.ts';
import { readEnd, type RunEnd } from './run-end.ts';
import { findIdentity } from './run-files.ts';

/** A run as a list of runs has it. */
export interface ListedRun {
  readonly folder: string;
  readonly identity: RunIdentity;
  /** Epochs that it has done. */
  readonly log: readonly LogLine[];
  /** How it ended, where it has. */
  readonly end?: RunEnd;
  /** Milliseconds since 1970 at which its record was last written. */
  readonly changed: number;
}

/** No more folders are looked at. */
const most = 10_000;

/** Runs, and what is wrong with folders that hold one of which nothing can be told. */
export interface FoundRuns {
  readonly runs: readonly ListedRun[];
  readonly damaged: readonly { readonly folder: string; readonly reason: string }[];
}

/**
 * The runs that lie in a directory, by the names of their folders; it may be the folder of a run itself. Rejects where the directory
 * cannot be read.
 */
export async function listRuns(directory: string): Promise<FoundRuns> {
  const own = await listed(directory);
  if (typeof own === 'string') return { runs: [], damaged: [{ folder: directory, reason: own }] };
  if (own !== undefined) return { runs: [own], damaged: [] };
  return runsIn(directory, () => true, true);
}

/** `nested`: whether the folds of runs in folders of their own are found, too. */
async function runsIn(
  directory: string,
  isWanted: (name: string) => boolean,
  nested: boolean,
): Promise<FoundRuns> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && isWanted(entry.name))
    .map(({ name }) => join(directory, name));
  const runs: ListedRun[] = [];
  const damaged: { readonly folder: string; readonly reason: string }[] = [];
  for (const folder of folders.sort().slice(0, most)) {
    const run = await listed(folder);
    if (typeof run === 'string') damaged.push({ folder, reason: run });
    else if (run !== undefined) runs.push(run);
    else if (nested) {
      const folds = await runsIn(folder, isFoldName, false);
      runs.push(...folds.runs);
      damaged.push(...folds.damaged);
    }
  }
  return { runs, damaged };
}

/** What `--fold all` calls the folders of its runs. */
const isFoldName = (name: string): boolean => /^fold-\d+$/.test(name);

async function listed(folder: string): Promise<ListedRun | string | undefined> {
  const identity = await findIdentity(folder);
  if (identity === undefined || typeof identity === 'string') return identity;
  const end = await readEnd(folder);
  const changed = await stat(join(folder, 'run.json')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  return { folder, identity, log: await readLog(folder), changed, ...(end && { end }) };
}

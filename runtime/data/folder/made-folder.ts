import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord, recordFile } from '../../build/build-record.ts';
import { isRun, runFiles, runsFolder } from '../../train/run-files.ts';

/** What a folder is that this program made, in words: a run's, a build, or the place of runs; undefined for any other. */
export async function madeFolder(path: string, name: string): Promise<string | undefined> {
  if (isThere(path, runFiles.identity) && (await isRun(path))) return 'is the folder of a run';
  if (isThere(path, recordFile) && (await readRecord(path)) !== undefined) return 'is a build';
  return name === runsFolder && (await holdsRuns(path)) ? 'holds runs' : undefined;
}

async function holdsRuns(path: string): Promise<boolean> {
  const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
  for (const name of names) if (!(await isRun(join(path, name)))) return false;
  return names.length > 0;
}

const isThere = (folder: string, file: string): boolean =>
  statSync(join(folder, file), { throwIfNoEntry: false }) !== undefined;

import { lstat, mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { syncDirectory } from '../files/atomic-write.ts';
import { makeDirectory } from '../files/make-directory.ts';
import { placeDirectory, replaceDirectory } from '../files/replace-directory.ts';
import { removeLeftovers, restoreAside, temporaryBeside } from '../files/temporary.ts';
import { writeFailure } from '../files/write-failure.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { type BuildRecord, readRecord, recordFile, strangersIn } from './build-record.ts';

/**
 * Writes the files of a build as a folder: made beside its place, then renamed, so that it is whole or not there. A
 * folder that is there already is kept, but for an earlier build, with nothing else in it, where `force` says so. What
 * builds left that were killed is put in order first. Throws a RunError.
 */
export async function writeBuild(
  path: string,
  record: BuildRecord,
  files: ReadonlyMap<string, Uint8Array>,
  force: boolean,
): Promise<void> {
  try {
    const place = await realpath(path).catch(() => resolve(path));
    await makeDirectory(dirname(place));
    await restoreAside(place);
    await removeLeftovers(place);
    await refuseTaken(path, place, force);
    const making = temporaryBeside(place);
    try {
      await writeFolder(making, record, files);
      await put(making, path, place, force);
    } finally {
      await rm(making, { recursive: true, force: true }).catch(() => undefined);
    }
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(runtimeMessages.buildUnwritable(path, writeFailure(error)));
  }
}

/** What may go is asked again: another process may have built there, or someone put something there, meanwhile. */
async function put(making: string, path: string, place: string, force: boolean): Promise<void> {
  await refuseTaken(path, place, force);
  if (force) return replaceDirectory(making, place);
  try {
    await placeDirectory(making, place);
  } catch (error) {
    await refuseTaken(path, place, force);
    throw error;
  }
}

/** What it says of itself is written last. */
async function writeFolder(
  folder: string,
  record: BuildRecord,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  await mkdir(folder);
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await write(join(folder, name), bytes);
  }
  await write(join(folder, recordFile), `${JSON.stringify(record, null, 2)}\n`);
  await syncDirectory(folder);
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Throws where something is in the place that may not go: only an empty folder or an earlier build may. */
async function refuseTaken(path: string, place: string, force: boolean): Promise<void> {
  if ((await lstat(place).catch(() => undefined)) === undefined) return;
  const [out] = relative(place, process.cwd()).split(sep);
  if (out !== '..' && !isAbsolute(out ?? '')) throw new RunError(runtimeMessages.buildAround(path));
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new RunError(runtimeMessages.buildTaken(path));
  if ((await readdir(place)).length === 0) return;
  const record = await readRecord(place);
  if (record === undefined) throw new RunError(runtimeMessages.buildTaken(path));
  if (!force) throw new RunError(runtimeMessages.outIsBuild(path));
  const strangers = await strangersIn(place, record);
  if (strangers.length > 0) throw new RunError(runtimeMessages.buildHasOthers(path, strangers));
}

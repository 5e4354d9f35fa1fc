import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { makeDirectory } from '../files/make-directory.ts';
import { readText } from '../files/read-file.ts';
import { messages } from '../messages.ts';
import { RunError } from '../run-error.ts';

/** What a build says of itself, beside its files. */
export interface BuildRecord {
  readonly target: string;
  readonly model: string;
  readonly files: readonly string[];
}

const recordFile = 'cnnc.json';
/** A larger one is no build's. */
const largestRecord = 2 ** 24;

/**
 * Writes the files of a build as a folder: made beside its place, then renamed, so that it is whole or not there. A
 * folder that is there already is kept, but for an earlier build where `force` says so. Throws a RunError.
 */
export async function writeBuild(
  path: string,
  record: BuildRecord,
  files: ReadonlyMap<string, Uint8Array>,
  force: boolean,
): Promise<void> {
  const place = resolve(path);
  const making = join(dirname(place), `.${basename(place)}.new-${process.pid}`);
  const replaced = await refuseTaken(path, place, force);
  try {
    await makeDirectory(dirname(place));
    await mkdir(making);
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(making, name)), { recursive: true });
      await writeFile(join(making, name), bytes);
    }
    await writeFile(join(making, recordFile), `${JSON.stringify(record, null, 2)}\n`);
    if (replaced) await rm(place, { recursive: true });
    await rename(making, place);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(', ')[0] ?? '') : String(error);
    throw new RunError(messages.buildUnwritable(path, reason));
  } finally {
    await rm(making, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether an earlier build (or an empty folder) is in the place and may go; throws where something else is. */
async function refuseTaken(path: string, place: string, force: boolean): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) return false;
  const names = found.isDirectory() ? await readdir(place) : undefined;
  if (names?.length === 0) return true;
  const isBuild = names !== undefined && (await isRecord(join(place, recordFile)));
  if (isBuild && force) return true;
  throw new RunError(isBuild ? messages.outIsBuild(path) : messages.buildTaken(path));
}

async function isRecord(file: string): Promise<boolean> {
  try {
    const value: unknown = JSON.parse(await readText(file, largestRecord));
    return typeof value === 'object' && value !== null && 'target' in value;
  } catch {
    return false;
  }
}

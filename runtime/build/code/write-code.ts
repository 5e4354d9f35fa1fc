import { existsSync } from 'node:fs';
import { mkdir, realpath, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeAllAtomically } from '../../files/atomic-write.ts';
import { isWithin } from '../../files/is-within.ts';
import { makeDirectory } from '../../files/make-directory.ts';
import { readFile } from '../../files/read-file.ts';
import { writeFailure } from '../../files/write-failure.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { type BuildRecord, readRecord, recordFile } from '../build-record.ts';
import { digestOf } from '../spec-digest.ts';
import type { CodeBuild } from './code-build.ts';

/** A larger file is no code. */
const largestFile = 2 ** 31;

/**
 * Writes code into a folder, which a person may have other files in: each file whole or not at all, and what the build says
 * of itself last. Files of an earlier build go where this one has none: gives their names. Throws a RunError where that is of another spec or for
 * another target, or where a person has edited a file of it, or has one where this is to be, unless `force` says so.
 */
export async function writeCode(path: string, build: CodeBuild, force: boolean): Promise<readonly string[]> {
  const place = await realpath(path).catch(() => resolve(path));
  const earlier = await readRecord(place);
  if (!force) {
    refuseOther(path, build, earlier);
    await refuseEdited(path, place, build, earlier);
  }
  const made = existsSync(place) ? [] : [place];
  try {
    await makeDirectory(place);
    const removed = await removable(place, build, earlier);
    await writeAllAtomically(await changed(path, place, build, made));
    for (const name of removed) await rm(join(place, name), { force: true });
    return removed;
  } catch (error) {
    // Folders that were made go if nothing is in them.
    for (const folder of made.toReversed()) await rmdir(folder).catch(() => undefined);
    if (error instanceof RunError) throw error;
    throw new RunError(runtimeMessages.buildUnwritable(path, writeFailure(error)));
  }
}

/** What is to be written: files that are not so yet, and last what the build says of itself. Makes their folders. */
async function changed(
  path: string,
  place: string,
  { files, record }: CodeBuild,
  made: string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const all = new Map<string, Uint8Array>();
  for (const [name, bytes] of files) {
    const file = join(place, name);
    const first = await mkdir(dirname(file), { recursive: true });
    if (first !== undefined) made.push(first);
    if (!(await liesIn(place, name))) {
      throw new RunError(
        runtimeMessages.buildUnwritable(path, {
          reason: `\`${dirname(name)}\` in it is a link that leads elsewhere`,
          fix: 'remove the link, or choose another folder',
        }),
      );
    }
    if ((await bytesOf(file))?.equals(bytes) !== true) all.set(file, bytes);
  }
  return all.set(join(place, recordFile), Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
}

/** The names of the files of an earlier build that are there and this one does not have. */
async function removable(
  place: string,
  { files }: CodeBuild,
  earlier: BuildRecord | undefined,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const name of earlier?.files ?? []) {
    const isThere = !files.has(name) && (await liesIn(place, name)) && existsSync(join(place, name));
    if (isThere) names.push(name);
  }
  return names;
}

/** Whether a file is in a folder, whatever its name says and wherever links lead. A record is read from a folder, and may say anything. */
async function liesIn(place: string, name: string): Promise<boolean> {
  if (name.startsWith('/') || name.split(/[/\\]/).includes('..')) return false;
  const folder = await realpath(dirname(join(place, name))).catch(() => undefined);
  return folder !== undefined && isWithin(folder, place);
}

/** The names of files that a build has or an earlier one had, as far as they are in the folder or not there at all. */
async function filesOf(
  place: string,
  { files }: CodeBuild,
  earlier: BuildRecord | undefined,
): Promise<readonly string[]> {
  const names = [...files.keys()];
  for (const name of earlier?.files ?? [])
    if (!files.has(name) && (await liesIn(place, name))) names.push(name);
  return names;
}

/** A folder has one build: that of another spec would go. */
function refuseOther(path: string, { record }: CodeBuild, earlier: BuildRecord | undefined): void {
  if (earlier === undefined) return;
  const source = earlier.made?.source ?? record.made?.source;
  if (earlier.target === record.target && source === record.made?.source) return;
  throw new RunError(
    runtimeMessages.codeOfAnother(path, earlier.made?.source ?? earlier.model, earlier.target),
  );
}

async function refuseEdited(
  path: string,
  place: string,
  build: CodeBuild,
  earlier: BuildRecord | undefined,
): Promise<void> {
  const names = await filesOf(place, build, earlier);
  const edited: string[] = [];
  for (const name of names) {
    const bytes = await bytesOf(join(place, name));
    if (bytes === undefined) continue;
    const isMade = earlier?.digests?.[name] === digestOf([bytes]);
    const isSame = build.files.get(name) !== undefined && bytes.equals(build.files.get(name) ?? bytes);
    if (!isMade && !isSame) edited.push(name);
  }
  if (edited.length > 0) throw new RunError(runtimeMessages.codeEdited(path, edited, earlier !== undefined));
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await readFile(file, largestFile));
  } catch {
    return undefined;
  }
}

/** How the files of a folder differ from what a build makes: by path, what stands there and what would. */
export async function driftOf(
  path: string,
  build: CodeBuild,
): Promise<
  readonly { readonly path: string; readonly found: string | undefined; readonly made: string | undefined }[]
> {
  const place = await realpath(path).catch(() => resolve(path));
  const earlier = await readRecord(place);
  const { files } = build;
  const names = await filesOf(place, build, earlier);
  const drift: { path: string; found: string | undefined; made: string | undefined }[] = [];
  for (const name of names) {
    const [found, made] = [await bytesOf(join(place, name)), files.get(name)];
    if (found === undefined ? made === undefined : made !== undefined && found.equals(made)) continue;
    drift.push({
      path: name,
      found: found?.toString('utf8'),
      made: made && Buffer.from(made).toString('utf8'),
    });
  }
  return drift;
}

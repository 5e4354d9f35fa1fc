import { mkdir, realpath, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeAtomically } from '../../files/atomic-write.ts';
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
 * of itself last. Files of an earlier build go where this one has none. Throws a RunError where that is of another spec or for
 * another target, or where a person has edited a file of it, or has one where this is to be, unless `force` says so.
 */
export async function writeCode(path: string, build: CodeBuild, force: boolean): Promise<void> {
  const place = await realpath(path).catch(() => resolve(path));
  const earlier = await readRecord(place);
  if (!force) {
    refuseOther(path, build, earlier);
    await refuseEdited(path, place, build, earlier);
  }
  try {
    await makeDirectory(place);
    for (const [name, bytes] of build.files) {
      const file = join(place, name);
      await mkdir(dirname(file), { recursive: true });
      if ((await bytesOf(file))?.equals(bytes) !== true) await writeAtomically(file, bytes);
    }
    for (const name of earlier?.files ?? []) {
      if (!build.files.has(name) && isInside(name)) await rm(join(place, name), { force: true });
    }
    await writeAtomically(join(place, recordFile), `${JSON.stringify(build.record, null, 2)}\n`);
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(runtimeMessages.buildUnwritable(path, writeFailure(error)));
  }
}

/** A record is read from a folder, and may say anything. */
const isInside = (name: string): boolean => !name.startsWith('/') && !name.split(/[/\\]/).includes('..');

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
  const names = new Set([...build.files.keys(), ...(earlier?.files ?? []).filter(isInside)]);
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
  { files }: CodeBuild,
): Promise<
  readonly { readonly path: string; readonly found: string | undefined; readonly made: string | undefined }[]
> {
  const place = await realpath(path).catch(() => resolve(path));
  const earlier = await readRecord(place);
  const names = new Set([...files.keys(), ...(earlier?.files ?? []).filter(isInside)]);
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

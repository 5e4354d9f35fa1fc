import { createHash, randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ownMark, stateOf } from './process-mark.ts';

/** After so long (ms), what a process of another machine left half made is taken for left behind. */
const longest = 24 * 60 * 60 * 1000;

const placeDigest = createHash('sha256').update(ownMark.place).digest('hex').slice(0, 8);

/**
 * A name beside a path for what is being made: nobody else takes it, and it says whose it is. What is made there is to
 * be opened exclusively, so that a link of that name is not followed.
 */
export function temporaryBeside(path: string): string {
  const { pid, started } = ownMark;
  const unique = randomBytes(6).toString('hex');
  return join(dirname(path), `${prefixOf(path)}${pid}-${started}-${placeDigest}-${unique}.tmp`);
}

/** The name of the file, cut so that there is room for the rest. */
const prefixOf = (path: string): string => `.${basename(path).slice(0, 50)}.`;

const ending = /^(\d+)-(\d*)-([0-9a-f]{8})-[0-9a-f]{12}\.tmp$/;

/** Removes what processes left half made beside a path that are no more. */
export async function removeLeftovers(path: string): Promise<void> {
  const prefix = prefixOf(path);
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const leftover = join(dirname(path), name);
    if (await isLeft(leftover, name.slice(prefix.length))) {
      await rm(leftover, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

async function isLeft(path: string, rest: string): Promise<boolean> {
  const [, pid, started = '', place] = ending.exec(rest) ?? [];
  if (pid === undefined) return false;
  if (place === placeDigest) return stateOf({ ...ownMark, pid: Number(pid), started }) === 'gone';
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > longest;
}

/** Whether a name is one that `temporaryBeside` gives, or gave, for one of some files. */
export const isTemporaryOf = (name: string, files: readonly string[]): boolean =>
  files.some(
    (file) =>
      name === `.${file}.tmp` ||
      (name.startsWith(prefixOf(file)) && ending.test(name.slice(prefixOf(file).length))),
  );

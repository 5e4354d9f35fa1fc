import { createHash, randomBytes } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ownMark, stateOf } from './process-mark.ts';

/** After so long (ms), what a process of another machine left half made is taken for left behind. */
const longest = 24 * 60 * 60 * 1000;

const shortDigest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

const placeDigest = shortDigest(ownMark.place);

/**
 * A name beside a path for what is being made: nobody else takes it, and it says whose it is. What is made there is to
 * be opened exclusively, so that a link of that name is not followed.
 */
export const temporaryBeside = (path: string): string => marked(path, 'tmp');

/** A name beside a path for what is there, until something else has taken its place. */
export const asideOf = (path: string): string => marked(path, 'old');

function marked(path: string, kind: 'tmp' | 'old'): string {
  const { pid, started } = ownMark;
  const unique = randomBytes(6).toString('hex');
  return join(dirname(path), `${prefixOf(path)}${pid}-${started}-${placeDigest}-${unique}.${kind}`);
}

/** Characters of a name that are kept; the system counts bytes, of which one has up to three. */
const longestName = 50;

/** The name of the file; of a long one so much that there is room for the rest, and a digest of the whole. */
function prefixOf(path: string): string {
  const name = basename(path);
  if (name.length <= longestName) return `.${name}.`;
  return `.${firstOf(name)}~${shortDigest(name)}.`;
}

/** The first characters, without half of a pair at the end. */
const firstOf = (name: string): string => name.slice(0, longestName).replace(/[\uD800-\uDBFF]$/, '');

const ending = /^(\d+)-(\d*)-([0-9a-f]{8})-[0-9a-f]{12}\.(tmp|old)$/;

/** Removes what processes left half made beside a path that are no more. */
export async function removeLeftovers(path: string): Promise<void> {
  for (const leftover of await leftBeside(path, 'tmp')) await remove(leftover);
}

/**
 * Ends what a process that is no more had begun with `replaceDirectory`: what it had put aside comes back where nothing
 * has taken its place, and goes where something has.
 */
export async function restoreAside(path: string): Promise<void> {
  for (const aside of await leftBeside(path, 'old')) {
    const taken = await lstat(path).catch(() => undefined);
    if (taken === undefined) await rename(aside, path);
    else await remove(aside);
  }
}

const remove = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true }).catch(() => undefined);

async function leftBeside(path: string, kind: 'tmp' | 'old'): Promise<readonly string[]> {
  const prefix = prefixOf(path);
  const names = await readdir(dirname(path)).catch(() => []);
  const left: string[] = [];
  for (const name of names.filter((each) => each.startsWith(prefix) && each.endsWith(`.${kind}`))) {
    const leftover = join(dirname(path), name);
    if (await isLeft(leftover, name.slice(prefix.length))) left.push(leftover);
  }
  return left;
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

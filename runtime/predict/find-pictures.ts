import type { Dirent } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { isPictureName } from '../data/pictures/formats.ts';
import { isWithin } from '../files/is-within.ts';
import { codeOf, reasonOf } from '../files/reason-of.ts';
import { entriesOf, sortedEntriesOf } from './folder-entries.ts';

/** A file to predict for; `missing` says why there is none. */
export interface FoundPicture {
  readonly file: string;
  readonly missing?: string;
}

export interface FindOptions {
  /** Whether links in folders may lead out of them. */
  readonly followLinks?: boolean | undefined;
  /** Whether order does not matter, as for counting. */
  readonly unordered?: boolean | undefined;
}

/**
 * The pictures that files, folders and patterns come to, in the order that they are given in: those of a folder sorted, with those of its folders;
 * a name that is there is no pattern. Names come as they are found, so that a folder of any size takes the same memory. What is not there
 * is among them, with the reason.
 */
export async function* findPictures(
  places: readonly string[],
  options: FindOptions = {},
): AsyncGenerator<FoundPicture, void, undefined> {
  for (const place of places) yield* picturesAt(place, options);
}

async function* picturesAt(
  place: string,
  options: FindOptions,
): AsyncGenerator<FoundPicture, void, undefined> {
  const found = await stat(place).catch((error: unknown) => reasonOf(error));
  if (typeof found !== 'string' && !found.isDirectory()) return yield { file: place };
  const scanned = picomatch.scan(place, dialect);
  const isPattern = typeof found === 'string' && scanned.isGlob;
  if (typeof found === 'string' && !isPattern) return yield { file: place, missing: found };
  const pattern: Pattern | undefined = isPattern
    ? { matches: picomatch(scanned.glob, dialect), depth: reachOf(scanned.glob) }
    : undefined;
  if (isPattern && isCostly(scanned.glob))
    return yield { file: place, missing: 'the pattern has too many `*`' };
  let count = 0;
  for await (const picture of new Walk(isPattern ? scanned.base || '.' : place, options).pictures(pattern)) {
    count++;
    yield picture;
  }
  if (count > 0) return;
  yield { file: place, missing: isPattern ? 'the pattern matches no picture' : 'the folder has no picture' };
}

/** Patterns as a shell's; none that repeat a part of themselves, which may take for ever to match a name. */
const dialect = { nonegate: true, noextglob: true, noparen: true } as const;

/** Each `*` of one name may try all of its ends. */
const mostStars = 4;

/** Whether a name may take long to match; `**` is of folders, of which each is tried once. */
const isCostly = (glob: string): boolean =>
  glob.split('/').some((part) => (part.replaceAll('**', '').match(/[*+]/g) ?? []).length > mostStars);

/** What of a folder is wanted; a folder that matches is wanted with all that is in it. */
interface Pattern {
  readonly matches: (path: string) => boolean;
  /** How many folders deep it can match. */
  readonly depth: number;
}

/** A folder on the way, by its path from where the way began. */
interface Folder {
  readonly path: string;
  readonly within: string;
  /** Real paths of the folder and of those above it, as they were entered. */
  readonly chain: readonly string[];
}

class Walk {
  readonly #root: string;
  readonly #options: FindOptions;

  constructor(root: string, options: FindOptions) {
    this.#root = root;
    this.#options = options;
  }

  async *pictures(pattern: Pattern | undefined): AsyncGenerator<FoundPicture, void, undefined> {
    const real = await realpath(this.#root).catch(() => undefined);
    if (real !== undefined) yield* this.#visit({ path: this.#root, within: '', chain: [real] }, pattern);
  }

  async *#visit(folder: Folder, pattern: Pattern | undefined): AsyncGenerator<FoundPicture, void, undefined> {
    const entries = this.#options.unordered === true ? entriesOf(folder.path) : sortedEntriesOf(folder.path);
    try {
      for await (const entry of entries) yield* this.#enter(folder, entry, pattern);
    } catch (error) {
      if (codeOf(error) === '') throw error;
      yield { file: folder.path, missing: reasonOf(error) };
    }
  }

  async *#enter(
    folder: Folder,
    entry: Dirent,
    pattern: Pattern | undefined,
  ): AsyncGenerator<FoundPicture, void, undefined> {
    const path = join(folder.path, entry.name);
    const within = folder.within === '' ? entry.name : `${folder.within}/${entry.name}`;
    const isMatch = pattern?.matches(within) ?? true;
    const isWanted = isMatch && isPictureName(entry.name);
    if (!isMatch && depthOf(within) >= (pattern?.depth ?? Infinity)) return;
    const target = await this.#targetOf(path, entry, folder);
    if ('missing' in target) {
      if (isWanted || target.isFolder) yield { file: path, missing: target.missing };
    } else if (target.kind === 'folder') {
      const next = { path, within, chain: [...folder.chain, target.real] };
      if (!folder.chain.includes(target.real)) yield* this.#visit(next, isMatch ? undefined : pattern);
    } else if (isWanted) yield { file: path };
  }

  /** What an entry is, links followed as far as they may be. */
  async #targetOf(path: string, entry: Dirent, { chain }: Folder): Promise<Target> {
    if (!entry.isSymbolicLink() && !entry.isDirectory()) return { kind: 'file' };
    try {
      const real = await realpath(path);
      const isFolder = (await stat(real)).isDirectory();
      const [root = ''] = chain;
      if (entry.isSymbolicLink() && this.#options.followLinks !== true && !isWithin(real, root))
        return { missing: 'the link leads out of the folder (`--follow-links` goes along)', isFolder };
      return isFolder ? { kind: 'folder', real } : { kind: 'file' };
    } catch (error) {
      return { missing: reasonOf(error), isFolder: entry.isDirectory() };
    }
  }
}

type Target =
  | { readonly kind: 'file' }
  | { readonly kind: 'folder'; readonly real: string }
  | { readonly missing: string; readonly isFolder: boolean };

const depthOf = (within: string): number => within.split('/').length;

/** How many folders deep a pattern can match. */
const reachOf = (glob: string): number => (/\*\*|[{(]/.test(glob) ? Infinity : depthOf(glob));

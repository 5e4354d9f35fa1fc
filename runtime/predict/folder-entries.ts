import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';

/** Entries of a folder that are in memory at once, however many it has. */
export const mostInMemory = 2 ** 17;

/** Entries that the system is asked for at once. */
const bufferSize = 1024;

/** The visible entries of a folder as the system brings them. */
export async function* entriesOf(folder: string): AsyncGenerator<Dirent, void, undefined> {
  for await (const entry of await opendir(folder, { bufferSize }))
    if (!entry.name.startsWith('.')) yield entry;
}

/**
 * The visible entries of a folder, sorted by name. A folder of more than `most` is listed several times, each time for those that come
 * next, so that it takes the same memory however large it is.
 */
export async function* sortedEntriesOf(
  folder: string,
  most = mostInMemory,
): AsyncGenerator<Dirent, void, undefined> {
  let last: string | undefined;
  for (;;) {
    const { first, areAll } = await firstAfter(folder, last, most);
    yield* first;
    if (areAll) return;
    last = first.at(-1)?.name;
  }
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1);

/** The first entries by name after one, and whether there are no more. */
async function firstAfter(
  folder: string,
  last: string | undefined,
  most: number,
): Promise<{ readonly first: readonly Dirent[]; readonly areAll: boolean }> {
  let first: Dirent[] = [];
  let areAll = true;
  let bound: string | undefined;
  const keepFirst = (): void => {
    first.sort(byName);
    if (first.length <= most) return;
    first = first.slice(0, most);
    [areAll, bound] = [false, first.at(-1)?.name];
  };
  for await (const entry of entriesOf(folder)) {
    if (last !== undefined && entry.name <= last) continue;
    if (bound !== undefined && entry.name > bound) continue;
    if (first.push(entry) >= 2 * most) keepFirst();
  }
  keepFirst();
  return { first, areAll };
}

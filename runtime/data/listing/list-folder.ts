import { opendirSync, type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Effort } from '../effort.ts';

/** What opening a folder takes, beside its entries. */
const opening = 24;

/** The visible entries of a folder, sorted by name; as many of them as an effort reaches, where there is one. */
export async function listFolder(path: string, effort?: Effort): Promise<readonly Dirent[]> {
  const entries =
    effort === undefined ? await readdir(path, { withFileTypes: true }) : someEntries(path, effort);
  return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function someEntries(path: string, effort: Effort): readonly Dirent[] {
  if (!effort.take(opening)) return [];
  const directory = opendirSync(path);
  try {
    const entries: Dirent[] = [];
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      if (!effort.take(1)) return entries;
      entries.push(entry);
    }
    return entries;
  } finally {
    directory.closeSync();
  }
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that are looked into, and files that are given, at most: a workspace may be a whole disk. */
const most = { folders: 2000, files: 500 };

/** Folders that hold no text of the person's. */
const passedOver = new Set(['node_modules', 'dist', 'runs']);

/** The `.cnn` files in a folder and below it, those nearest to it first; no link is followed. */
export function filesIn(folder: string): readonly string[] {
  const found: string[] = [];
  const folders = [folder];
  for (let at = 0; at < folders.length && at < most.folders; at++) {
    const here = folders[at] ?? '';
    for (const entry of entriesOf(here)) {
      const path = join(here, entry.name);
      if (entry.isFile() && entry.name.endsWith('.cnn')) found.push(path);
      else if (entry.isDirectory() && !entry.name.startsWith('.') && !passedOver.has(entry.name))
        folders.push(path);
      if (found.length === most.files) return found;
    }
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

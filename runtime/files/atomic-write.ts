import { existsSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { removeLeftovers, temporaryBeside } from './temporary.ts';

type Content = Uint8Array | string | Iterable<Uint8Array>;

/**
 * Writes a file so that a reader, or a machine that loses power, finds the old content or the new one and
 * nothing between: a temporary file beside it, flushed, then renamed; a link in its place is replaced, not followed.
 * What writers left that were killed is removed. A content of parts is written one after the other. `mode` is what the file may be used for, as `stat` tells it; absent: as
 * for any new file.
 */
export const writeAtomically = (path: string, content: Content, mode?: number): Promise<void> =>
  writeAllAtomically(new Map([[path, content]]), mode);

/**
 * Writes files, each as `writeAtomically` does, and none of them before all have been written beside their places. Where one cannot
 * be put into its place, those go that were not there before.
 */
export async function writeAllAtomically(files: ReadonlyMap<string, Content>, mode?: number): Promise<void> {
  const made = [...files].map(([path, content]) => ({ path, content, temporary: temporaryBeside(path) }));
  const added: string[] = [];
  try {
    for (const { path, content, temporary } of made) {
      await removeLeftovers(path);
      await writeFlushed(temporary, content, mode);
    }
    for (const { path, temporary } of made) {
      const isNew = !existsSync(path);
      await rename(temporary, path);
      if (isNew) added.push(path);
    }
  } catch (error) {
    for (const path of [...added, ...made.map(({ temporary }) => temporary)]) await rm(path, { force: true });
    throw error;
  }
  for (const directory of new Set([...files.keys()].map(dirname))) await syncDirectory(directory);
}

async function writeFlushed(path: string, content: Content, mode: number | undefined): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await (isWhole(content) ? handle.writeFile(content) : writeParts(handle, content));
    if (mode !== undefined) await handle.chmod(mode & 0o7777);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isWhole = (content: Content): content is Uint8Array | string =>
  typeof content === 'string' || ArrayBuffer.isView(content);

/** Bytes that are written at once, where a content comes in parts. */
const pieceLength = 2 ** 20;

/** Writes parts one after the other, in pieces of the same length. */
async function writeParts(handle: FileHandle, parts: Iterable<Uint8Array>): Promise<void> {
  const piece = new Uint8Array(pieceLength);
  let filled = 0;
  for (const part of parts) {
    for (let from = 0; from < part.length;) {
      const some = part.subarray(from, from + piece.length - filled);
      piece.set(some, filled);
      from += some.length;
      filled += some.length;
      if (filled < piece.length) continue;
      await handle.writeFile(piece);
      filled = 0;
    }
  }
  if (filled > 0) await handle.writeFile(piece.subarray(0, filled));
}

/** Flushes a directory's entries to the disk, where the system can. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

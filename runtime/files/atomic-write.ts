import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { removeLeftovers, temporaryBeside } from './temporary.ts';

/**
 * Writes a file so that a reader, or a machine that loses power, finds the old content or the new one and
 * nothing between: a temporary file beside it, flushed, then renamed; a link in its place is replaced, not followed.
 * What writers left that were killed is removed. `mode` is what the file may be used for, as `stat` tells it; absent: as
 * for any new file.
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string,
  mode?: number,
): Promise<void> {
  const temporary = temporaryBeside(path);
  await removeLeftovers(path);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      if (mode !== undefined) await handle.chmod(mode & 0o7777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Flushes a directory's entries to the disk, where the system can. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

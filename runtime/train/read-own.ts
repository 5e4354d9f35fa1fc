import { lstat } from 'node:fs/promises';
import { FileError, refused } from '../files/file-error.ts';
import { readFile } from '../files/read-file.ts';

/** A file of a run's folder: a regular one, not a link to one elsewhere, of at most `limit` bytes. Throws a FileError. */
export async function readOwn(path: string, limit: number): Promise<Buffer> {
  const found = await lstat(path).catch((error: unknown) => {
    throw refused(error);
  });
  if (found.isSymbolicLink()) {
    throw new FileError('NOT_A_FILE', 'it is a link, not a file', 'put the file itself in its place');
  }
  return readFile(path, limit);
}

import { FileError } from '../../files/file-error.ts';
import { readText } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataRoot } from '../data-root.ts';

/** Files of the annotations of one picture, and those that name classes or pictures, are small. */
const maximumBytes = 2 ** 24;

/** The text of a file in a directory of data; undefined where it is not there. Throws a RunError where it cannot be read. */
export async function readAnnotation(
  root: DataRoot,
  file: string,
  expected: string,
): Promise<string | undefined> {
  const path = await root.follow(file);
  if (path === undefined) return undefined;
  return readText(path, maximumBytes).catch((error: unknown) => {
    if (!(error instanceof FileError)) throw error;
    throw new RunError(runtimeMessages.fileBroken(root.place.span, file, error.message, expected, error.fix));
  });
}

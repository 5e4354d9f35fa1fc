import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Unreadable } from '../../compiler/expand/import-modules.ts';
import type { Source } from '../../grammar/source.ts';
import { FileError, refused } from '../files/file-error.ts';
import { isWithin } from '../files/is-within.ts';
import { readFileSync } from '../files/read-file.ts';
import { largestSource, sourceOf } from './read-source.ts';

/** A `.cnn` file that another (`from`) imports; undefined where it is not there, else why it is not read. */
export function loadSource(path: string, from: string): Source | Unreadable | undefined {
  try {
    refuseLinkOut(path, from);
    return sourceOf(path, readFileSync(path, largestSource));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { code, message: reason, fix } = error;
    return code === 'ENOENT' ? undefined : { reason, fix };
  }
}

/**
 * A path may lead anywhere that its text says, and no further: links in it stay in the folder that it and the importing
 * file have in common.
 */
function refuseLinkOut(path: string, from: string): void {
  const folder = commonFolder(resolve(path), dirname(resolve(from)));
  if (isWithin(realOf(path), realOf(folder))) return;
  const shown = relative('', folder) || '.';
  throw new FileError(
    'LINK_OUT',
    `it is, or lies behind, a link that leads out of \`${shown}\``,
    'import the file that it leads to by its own path',
  );
}

/** The deepest folder on the way to a file that holds another folder too, or is it. */
function commonFolder(file: string, other: string): string {
  const [parts, others] = [file, other].map((each) => each.split(sep)) as [string[], string[]];
  const differs = parts.slice(0, -1).findIndex((part, index) => part !== others[index]);
  return join(sep, ...parts.slice(0, differs < 0 ? -1 : differs));
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw refused(error);
  }
}

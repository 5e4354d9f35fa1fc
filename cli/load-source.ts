import type { Source } from '../grammar/source.ts';
import { FileError } from '../runtime/files/file-error.ts';
import { readFileSync } from '../runtime/files/read-file.ts';
import { largestSource, sourceOf } from './read-source.ts';

/** A `.cnn` file that another imports; undefined where it cannot be read as a text. */
export function loadSource(path: string): Source | undefined {
  if (!path.endsWith('.cnn')) return undefined;
  try {
    return sourceOf(path, readFileSync(path, largestSource));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

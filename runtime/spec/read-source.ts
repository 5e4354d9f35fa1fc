import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { Source } from '../../grammar/source.ts';
import { FileError, tooLarge } from '../files/file-error.ts';
import { decodeText, readFile } from '../files/read-file.ts';
import { reasonOf } from '../files/reason-of.ts';

/** Larger files are not read at all; the compiler's own limit is below. */
export const largestSource = 16 * 1024 * 1024;

/** A source from a file, or why it cannot be read. */
export async function readSource(file: string): Promise<Source | Diagnostic> {
  try {
    return sourceOf(file, await readFile(file, largestSource));
  } catch (error) {
    return unreadable(file, error);
  }
}

/** A source from a stream, up to its end, or why it cannot be read. */
export async function readStream(
  name: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<Source | Diagnostic> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > largestSource) throw tooLarge('more', largestSource);
      chunks.push(chunk);
    }
    return sourceOf(name, Buffer.concat(chunks));
  } catch (error) {
    return unreadable(name, error);
  }
}

/** The source that the bytes of a file are; throws a FileError where they are no text. */
export function sourceOf(name: string, bytes: Uint8Array): Source {
  const text = decodeText(bytes);
  if (text.includes('\0')) throw new FileError('NO_TEXT', 'it is not a text', 'name a .cnn file');
  return new Source(name, text);
}

export const isSource = (read: Source | Diagnostic): read is Source => read instanceof Source;

const unreadable = (file: string, error: unknown): Diagnostic => ({
  code: 'CNN650',
  severity: 'error',
  message: `\`${file}\` cannot be read: ${reasonOf(error)}`,
  ...(error instanceof FileError ? { fix: { title: error.fix } } : {}),
});

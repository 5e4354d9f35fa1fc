import { readFile, stat } from 'node:fs/promises';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import { Source } from '../grammar/source.ts';

/** Larger files are not read at all; the compiler's own limit is below. */
const largest = 16 * 1024 * 1024;

/** A source from a file, or why it cannot be read. */
export async function readSource(file: string): Promise<Source | Diagnostic> {
  try {
    const { size } = await stat(file);
    if (size > largest) return tooLarge(file);
    return decode(file, await readFile(file));
  } catch (error) {
    return unreadable(file, reasonOf(error));
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
      if (size > largest) return tooLarge(name);
      chunks.push(chunk);
    }
    return decode(name, Buffer.concat(chunks));
  } catch (error) {
    return unreadable(name, reasonOf(error));
  }
}

function decode(name: string, bytes: Uint8Array): Source | Diagnostic {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return text.includes('\0') ? unreadable(name, 'it is not a text') : new Source(name, text);
}

const tooLarge = (name: string): Diagnostic =>
  unreadable(name, `it is larger than ${largest / 1024 / 1024} MiB`);

export const isSource = (read: Source | Diagnostic): read is Source => read instanceof Source;

const unreadable = (file: string, reason: string): Diagnostic => ({
  code: 'CNN650',
  severity: 'error',
  message: `\`${file}\` cannot be read: ${reason}`,
});

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOTDIR: 'a part of its path is not a directory',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go in a circle',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not a UTF-8 text',
};

/** Why the system refused a file, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

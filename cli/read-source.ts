import { readFile, stat } from 'node:fs/promises';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import { Source } from '../grammar/source.ts';

/** Larger files are not read at all; the compiler's own limit is below. */
const largest = 16 * 1024 * 1024;

/** A source from a file, or why it cannot be read. */
export async function readSource(file: string): Promise<Source | Diagnostic> {
  try {
    const { size } = await stat(file);
    if (size > largest) return unreadable(file, `it is larger than ${largest / 1024 / 1024} MiB`);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return text.includes('\0') ? unreadable(file, 'it is not a text') : new Source(file, text);
  } catch (error) {
    return unreadable(file, reasonOf(error));
  }
}

export const isSource = (read: Source | Diagnostic): read is Source => read instanceof Source;

const unreadable = (file: string, reason: string): Diagnostic => ({
  code: 'CNN650',
  severity: 'error',
  message: `\`${file}\` cannot be read: ${reason}`,
});

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOTDIR: 'a part of its path is not a directory',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go in a circle',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not a UTF-8 text',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

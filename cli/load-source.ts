import { readFileSync, statSync } from 'node:fs';
import { Source } from '../grammar/source.ts';

/** Larger files are not read. */
const largest = 16 * 1024 * 1024;

/** A `.cnn` file that another imports; undefined where it cannot be read as a text. */
export function loadSource(path: string): Source | undefined {
  if (!path.endsWith('.cnn')) return undefined;
  try {
    const file = statSync(path);
    if (!file.isFile() || file.size > largest) return undefined;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    return text.includes('\0') ? undefined : new Source(path, text);
  } catch {
    return undefined;
  }
}

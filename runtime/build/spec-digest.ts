import { createHash } from 'node:crypto';
import type { Source } from '../../grammar/source.ts';

/** SHA-256, in hexadecimal; of several parts, each with its length, so that none runs into another. */
export function digestOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    if (parts.length > 1) hash.update(`${bytes.length}:`);
    hash.update(bytes);
  }
  return hash.digest('hex');
}

/** The digest of a spec with all that it imports, as it was read: texts by their paths. */
export const specDigest = ({ text }: Source, imports: ReadonlyMap<string, string>): string =>
  digestOf([text, ...[...imports].toSorted(byPath).flat()]);

const byPath = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

/** The name of a spec's file, without where it lies. */
export const sourceName = ({ name }: Source): string => name.split(/[/\\]/).at(-1) ?? name;

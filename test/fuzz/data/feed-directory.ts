import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quickPlace } from '../../support/quick-place.ts';
import type { FuzzInput } from '../target.ts';

/** Writes an input as the files of a fresh directory, and removes it when it has been read. */
export async function feedDirectory(
  input: FuzzInput,
  read: (directory: string) => Promise<unknown>,
): Promise<undefined> {
  const directory = mkdtempSync(join(quickPlace, 'cnnc-fuzz-'));
  try {
    for (const [name, bytes] of input) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), bytes);
    }
    await read(directory);
    return undefined;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

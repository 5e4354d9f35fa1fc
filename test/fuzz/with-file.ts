import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickPlace } from '../support/quick-place.ts';
import type { FuzzInput } from './target.ts';

/** Writes the one file of an input for `use`, and removes it. */
export async function withFile<T>(input: FuzzInput, use: (path: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(quickPlace, 'cnnc-fuzz-'));
  try {
    const [[name, bytes] = ['weights', new Uint8Array()]] = input;
    const path = join(directory, name);
    writeFileSync(path, bytes);
    return await use(path);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

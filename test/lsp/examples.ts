import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../examples');

/** The examples: name and text. */
export const examples: readonly (readonly [string, string])[] = readdirSync(folder)
  .filter((name) => name.endsWith('.cnn'))
  .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

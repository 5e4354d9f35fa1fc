import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf } from './kill-builds.ts';
import { succeeded } from './kill-runs.ts';
import { start } from './start.ts';

/** What a kill would leave of a folder, at each step of writing that changes what it holds. */
export async function copiesOf(
  args: readonly string[],
  folder: string,
  directory: string,
): Promise<readonly string[]> {
  const copies = join(directory, 'copies');
  mkdirSync(copies);
  succeeded(await start(args, folder, undefined, { KILL_COPIES: copies }));
  let last = '';
  const changed: string[] = [];
  for (const name of readdirSync(copies).sort()) {
    const path = join(copies, name);
    const content = contentOf(path);
    if (content === last) rmSync(path, { recursive: true });
    else changed.push(path);
    last = content;
  }
  return changed;
}

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readRecord } from '../../runtime/build/build-record.ts';
import { copiesOf } from './copies.ts';
import { type BuildCommand, contentOf } from './kill-builds.ts';
import { type Killed, succeeded } from './kill-runs.ts';
import { smallBuild } from './small-build.ts';
import { start } from './start.ts';

/**
 * Builds over another build once, and looks at what a kill would leave at each step that changes something: the old build or the
 * new one is in its place or aside, whatever folder says that it is a build is a whole one, and the next build leaves the new
 * one and nothing else.
 */
export async function surviveBuilds(command: BuildCommand, directory: string): Promise<Killed> {
  const place = join(directory, 'place');
  const folder = join(place, 'build');
  succeeded(await start(command(folder, 'old'), place));
  const old = contentOf(folder);
  const copies = await copiesOf(command(folder, 'new'), place, directory);
  const now = contentOf(folder);
  const faults: string[] = [];
  for (const [index, copy] of copies.entries()) {
    const problem = (await disorderIn(copy, [old, now])) ?? (await builtAgain(copy, now));
    if (problem !== undefined) faults.push(`at change ${index}: ${problem}`);
    rmSync(copy, { recursive: true });
  }
  return { steps: copies.length, kills: copies.length, faults };
}

async function disorderIn(place: string, builds: readonly string[]): Promise<string | undefined> {
  let kept = 0;
  for (const name of readdirSync(place)) {
    if ((await readRecord(join(place, name))) === undefined) continue;
    if (!builds.includes(contentOf(join(place, name))))
      return `${name} says that it is a build, and is not whole`;
    if (name === 'build' || name.endsWith('.old')) kept++;
  }
  return kept === 0 ? 'neither old nor new' : undefined;
}

async function builtAgain(place: string, expected: string): Promise<string | undefined> {
  await smallBuild(join(place, 'build'), 'new');
  if (contentOf(join(place, 'build')) !== expected) return 'not built again';
  const names = readdirSync(place).join();
  return names === 'build' ? undefined : `${names} is left`;
}

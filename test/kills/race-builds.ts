import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildCommand, contentOf } from './kill-builds.ts';
import type { Killed } from './kill-runs.ts';
import { disorder, start } from './start.ts';

/**
 * Starts two builds that differ into one folder at once, again and again: each comes to its end or says why not, and one of
 * the two is there as a whole then, and nothing else. `kills` counts the pairs.
 */
export async function raceBuilds(command: BuildCommand, times: number, directory: string): Promise<Killed> {
  const place = join(directory, 'place');
  const folder = join(place, 'build');
  const faults: string[] = [];
  const alone = async (which: 'old' | 'new'): Promise<string> => {
    await start(command(folder, which), join(directory, which));
    return contentOf(folder);
  };
  const wanted = [await alone('old'), await alone('new')];
  for (let time = 0; time < times; time++) {
    if (time % 2 === 0) rmSync(place, { recursive: true, force: true });
    const ended = await Promise.all(
      (['old', 'new'] as const).map((which) => start(command(folder, which), join(directory, which))),
    );
    faults.push(...ended.flatMap((each) => disorder(each) ?? []));
    if (ended.every(({ code }) => code !== 0)) faults.push(`neither is built: ${ended[0]?.err ?? ''}`);
    if (!existsSync(folder) || !wanted.includes(contentOf(folder))) faults.push('it is neither of the two');
    const names = readdirSync(place).join();
    if (names !== 'build') faults.push(`${names} is left`);
  }
  return { steps: times, kills: times, faults };
}

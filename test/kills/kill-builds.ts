import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Killed, succeeded } from './kill-runs.ts';
import { type Blow, disorder, start } from './start.ts';

/** The arguments of Node for a build into a folder, which replaces what is there: one of two that differ. */
export type BuildCommand = (folder: string, which: 'old' | 'new') => readonly string[];

/**
 * Strikes a build, which replaces another, at steps of what it writes, spread over all of them from the part `first` of a stride on: the old one or the new one
 * is in its place then, or the old one aside; and the next build leaves the new one, and nothing else.
 */
export async function killBuilds(
  command: BuildCommand,
  times: number,
  directory: string,
  blows: readonly Blow[] = ['SIGKILL'],
  first = 0,
): Promise<Killed> {
  const place = join(directory, 'place');
  const folder = join(place, 'build');
  const build = async (which: 'old' | 'new'): Promise<{ content: string; steps: number }> => {
    const { steps } = succeeded(await start(command(folder, which), place));
    return { steps, content: contentOf(folder) };
  };
  rmSync(place, { recursive: true, force: true });
  const old = await build('old');
  const now = await build('new');
  const faults: string[] = [];
  let kills = 0;
  for (let time = 0; time < times; time++) {
    const step = 1 + Math.floor(((time + first) * now.steps) / times);
    await build('old');
    const by = blows[time % blows.length] ?? 'SIGKILL';
    const ended = await start(command(folder, 'new'), place, { at: step, by });
    if (ended.killed || by === 'clock') kills++;
    const wrong = disorder(ended);
    if (wrong !== undefined) faults.push(`${by} at step ${step}: ${wrong}`);
    const aside = readdirSync(place).find((name) => name.endsWith('.old')) ?? '';
    const left = contentOf(existsSync(folder) ? folder : join(place, aside));
    if (left !== old.content && left !== now.content)
      faults.push(`${by} at step ${step}: neither old nor new`);
    if ((await build('new')).content !== now.content) faults.push(`${by} at step ${step}: not built again`);
    const names = readdirSync(place).join();
    if (names !== 'build') faults.push(`${by} at step ${step}: ${names} is left`);
  }
  return { steps: now.steps, kills, faults };
}

/** All files of a folder, in a text that can be compared. */
export const contentOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      ({ name, parentPath }) =>
        `${relative(folder, parentPath)}/${name} ${readFileSync(join(parentPath, name)).toString('base64')}`,
    )
    .sort()
    .join('\n');

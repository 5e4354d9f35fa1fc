import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors } from '../../runtime/weights/safetensors.ts';
import { type Blow, disorder, type Ended, start } from './start.ts';

/** The arguments of Node for a run into a folder: from the beginning, or going on. */
export type RunCommand = (folder: string, resume: boolean) => readonly string[];

/** What came of kills: steps of writing that a whole run makes, and what was wrong after which. */
export interface Killed {
  readonly steps: number;
  readonly kills: number;
  readonly faults: readonly string[];
}

/**
 * Strikes a run at steps of what it writes, spread over all of them from the part `first` of a stride on, each time with the next of the blows, and goes on with it, at
 * every third after another blow; what it has left then is to be what a run has that nothing befell. `directory`: an empty
 * one to work in.
 */
export async function killRuns(
  command: RunCommand,
  times: number,
  directory: string,
  blows: readonly Blow[] = ['SIGKILL'],
  first = 0,
): Promise<Killed> {
  const [whole, folder] = [join(directory, 'whole'), join(directory, 'killed')];
  const { steps } = succeeded(await start(command(whole, false), whole));
  const expected = contentOf(whole);
  const faults: string[] = [];
  let kills = 0;
  for (let time = 0; time < times; time++) {
    const step = 1 + Math.floor(((time + first) * steps) / times);
    rmSync(folder, { recursive: true, force: true });
    const by = blows[time % blows.length] ?? 'SIGKILL';
    const again = time % 3 === 2 ? [1 + ((time * 7) % steps)] : [];
    for (const at of [step, ...again]) {
      const ended = await start(command(folder, isRun(folder)), folder, { at, by });
      if (ended.killed || by === 'clock') kills++;
      const wrong = disorder(ended) ?? tornIn(folder);
      if (wrong !== undefined) faults.push(`${by} at step ${at}: ${wrong}`);
    }
    const { code, err } = await start(command(folder, isRun(folder)), folder);
    const problem = code === 0 ? difference(expected, contentOf(folder)) : `it does not go on: ${err}`;
    if (problem !== undefined) faults.push(`${by} at step ${[step, ...again].join(' and ')}: ${problem}`);
  }
  return { steps, kills, faults };
}

export function succeeded(ended: Ended): Ended {
  if (ended.code !== 0) throw new Error(ended.err);
  return ended;
}

export const isRun = (folder: string): boolean => existsSync(join(folder, 'run.json'));

/** What of the files of tensors that are in their place is not whole. */
function tornIn(folder: string): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const torn = names.find(
    (name) => name.endsWith('.safetensors') && !decodeSafetensors(readFileSync(join(folder, name))).ok,
  );
  return torn === undefined ? undefined : `${torn} is not whole`;
}

type Content = ReadonlyMap<string, string>;

/** What a folder holds, but for how long anything took, in digits and lines that can be compared. */
export function contentOf(folder: string): Content {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readable(name, readFileSync(join(folder, name)))]),
  );
}

function readable(name: string, bytes: Buffer): string {
  if (name === 'checkpoint.safetensors') return '';
  if (name === 'log.jsonl') return bytes.toString().replaceAll(/"(seconds|data_wait)":[\d.e-]+/g, '');
  return bytes.toString('base64');
}

export function difference(expected: Content, found: Content): string | undefined {
  const [wanted, had] = [[...expected.keys()].join(), [...found.keys()].join()];
  if (wanted !== had) return `it holds ${had}`;
  return [...expected].flatMap(([name, content]) =>
    found.get(name) === content ? [] : [`${name} differs`],
  )[0];
}

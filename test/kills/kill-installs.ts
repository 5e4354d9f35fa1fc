import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { type Killed, succeeded } from './kill-runs.ts';
import { type Blow, disorder, start } from './start.ts';

/** The arguments of Node for installing onnxruntime anew. */
const command = ['dist/cli/main.js', 'engines', 'install', 'onnx', '--force'];

/**
 * Strikes an installation of onnxruntime, over one that is there, at steps of what it writes: the next one ends well, and
 * leaves nothing else. An `npm` of ours takes the package that is here in place of the registry's.
 */
export async function killInstalls(
  times: number,
  directory: string,
  blows: readonly Blow[] = ['SIGKILL'],
): Promise<Killed> {
  const cache = join(directory, 'cache');
  const environment = { CNNC_CACHE: cache, PATH: withNpm(directory) };
  const install = (at?: number, by?: Blow): ReturnType<typeof start> =>
    start(command, cache, at === undefined ? undefined : { at, ...(by && { by }) }, environment);
  mkdirSync(cache);
  const { steps } = succeeded(await install());
  const faults: string[] = [];
  let kills = 0;
  for (let time = 0; time < times; time++) {
    const at = 1 + Math.floor((time * steps) / times);
    const by = blows[time % blows.length] ?? 'SIGKILL';
    const ended = await install(at, by);
    if (ended.killed || by === 'clock') kills++;
    const wrong = disorder(ended);
    if (wrong !== undefined) faults.push(`${by} at step ${at}: ${wrong}`);
    const again = await install();
    if (again.code !== 0) faults.push(`${by} at step ${at}: it does not go on: ${again.err}`);
    const left = readdirSync(join(cache, 'onnx'));
    if (left.length !== 1) faults.push(`${by} at step ${at}: it leaves ${left.join()}`);
  }
  rmSync(cache, { recursive: true, force: true });
  return { steps, kills, faults };
}

/** A path of programs in which `npm install --prefix DIR` links the package that is here into the folder. */
function withNpm(directory: string): string {
  const programs = join(directory, 'programs');
  const found = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  mkdirSync(programs);
  writeFileSync(
    join(programs, 'npm'),
    `#!/bin/sh\nmkdir -p "$3/node_modules" && ln -s "${found}" "$3/node_modules/"\n`,
  );
  chmodSync(join(programs, 'npm'), 0o755);
  return [programs, process.env['PATH'] ?? ''].join(delimiter);
}

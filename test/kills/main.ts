import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quickPlace } from '../support/quick-place.ts';
import { smallSpec } from '../support/small-spec.ts';
import { buildOf, runOf, victimsOf } from './commands.ts';
import { killBuilds } from './kill-builds.ts';
import { killDownloads } from './kill-downloads.ts';
import { killInstalls } from './kill-installs.ts';
import { type Killed, killRuns } from './kill-runs.ts';
import { raceBuilds } from './race-builds.ts';
import { type Blow, blows } from './start.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    real: { type: 'boolean', default: false },
    engine: { type: 'string', default: 'cpu' },
    with: { type: 'string', default: 'SIGKILL' },
  },
});
const kills = Number(values.kills);
const wanted: readonly Blow[] = values.with === 'all' ? blows : blows.filter((blow) => blow === values.with);
if (wanted.length === 0) throw new Error(`--with is one of: ${blows.join(', ')}, all`);
const directory = mkdtempSync(join(quickPlace, 'cnnc-kills-'));
const place = (name: string): string => {
  const path = join(directory, name);
  mkdirSync(path);
  return path;
};

function report(name: string, { steps, kills: done, faults }: Killed): void {
  console.log(`${name}: ${done} kills at ${steps} steps of writing, ${faults.length} faults`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

try {
  const spec = smallSpec(directory);
  const builds = Math.ceil(kills / 5);
  const victims = victimsOf('.cache/kills/program/victim.js');
  const build = values.real ? buildOf(spec) : victims.build;
  const run = values.real ? runOf(spec, values.engine) : victims.run;
  report('runs', await killRuns(run, kills - builds, place('runs'), wanted));
  report('builds', await killBuilds(build, builds, place('builds'), wanted));
  report('two builds at once', await raceBuilds(build, Math.ceil(builds / 4), place('races')));
  report('downloads', await killDownloads(victims.download, builds, place('downloads'), wanted));
  if (values.real) report('installations', await killInstalls(builds, place('installs'), wanted));
} finally {
  rmSync(directory, { recursive: true, force: true });
}

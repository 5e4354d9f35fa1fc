import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { smallSpec } from '../support/small-spec.ts';
import { buildOf, runOf, victimBuild, victimRun } from './commands.ts';
import { killBuilds } from './kill-builds.ts';
import { killRuns } from './kill-runs.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, real: { type: 'boolean', default: false } },
});
const kills = Number(values.kills);
const directory = mkdtempSync(join(tmpdir(), 'cnnc-kills-'));
const place = (name: string): string => {
  const path = join(directory, name);
  mkdirSync(path);
  return path;
};
try {
  const spec = smallSpec(directory);
  const builds = Math.ceil(kills / 5);
  const runs = kills - builds;
  const results = {
    runs: await killRuns(values.real ? runOf(spec) : victimRun, runs, place('runs')),
    builds: await killBuilds(values.real ? buildOf(spec) : victimBuild, builds, place('builds')),
  };
  for (const [name, { steps, kills: done, faults }] of Object.entries(results)) {
    console.log(`${name}: ${done} kills at ${steps} steps of writing, ${faults.length} faults`);
    for (const fault of faults) console.log(`  ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

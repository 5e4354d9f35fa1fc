import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { isLong, sample } from '../support/sample.ts';
import { smallSpec } from '../support/small-spec.ts';
import { buildOf, victimsOf } from './commands.ts';
import { killBuilds } from './kill-builds.ts';
import { killRuns } from './kill-runs.ts';
import { raceBuilds } from './race-builds.ts';
import { surviveBuilds } from './survive-builds.ts';
import { surviveRuns } from './survive-runs.ts';

/** A fresh directory and one in it to work in. */
function places(): { spec: string; directory: string } {
  const outer = temporaryDirectory();
  const directory = join(outer, 'work');
  mkdirSync(directory);
  return { spec: smallSpec(outer, { 'epochs = 2': 'epochs = 1' }), directory };
}

const program = `.cache/victim-${process.pid}.mjs`;
const victims = victimsOf(program);

// `npm run kills` kills two hundred times.
describe('after a kill', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    await build({
      entryPoints: ['test/kills/victim.ts'],
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      loader: { '.cnn': 'text' },
      logLevel: 'warning',
    });
  });

  afterAll(() => rmSync(program, { force: true }));

  it('at any step of writing, a run goes on to the bits of one that was never killed', async () => {
    const { kills, faults } = await surviveRuns(victims.run, places().directory);
    expect(faults).toEqual([]);
    expect(kills).toBeGreaterThan(50);
  });

  it('and after a signal, a full disk or a clock that jumps back, a run goes on to the same bits', async () => {
    const { directory } = places();
    const blows = sample(['SIGTERM SIGTERM', 'SIGINT', 'ENOSPC', 'EROFS', 'clock'] as const, 3);
    const { kills, faults } = await killRuns(victims.run, blows.length, directory, blows);
    expect(faults).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(blows.length);
  });

  it('two builds into one folder at once leave one of them, whole', async () => {
    const { directory } = places();
    expect((await raceBuilds(victims.build, 2, directory)).faults).toEqual([]);
  });

  it('at any step of writing, there is the old build or the new one', async () => {
    const { kills, faults } = await surviveBuilds(victims.build, places().directory);
    expect(faults).toEqual([]);
    expect(kills).toBeGreaterThan(5);
  });
});

describe.skipIf(!isLong || !existsSync('dist/cli/main.js'))(
  'after a kill of the command line',
  { timeout: 300_000 },
  () => {
    it('there is the old build or the new one', async () => {
      const { spec, directory } = places();
      expect((await killBuilds(buildOf(spec), 1, directory, ['SIGKILL'], 0.6)).faults).toEqual([]);
    });
  },
);

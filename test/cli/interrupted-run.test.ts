import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runOf } from '../kills/commands.ts';
import { succeeded, type RunCommand } from '../kills/kill-runs.ts';
import { start } from '../kills/start.ts';
import { sharedDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';

const weightsOf = (out: string): Buffer => readFileSync(join(out, 'weights.safetensors'));

/* Kills, other signals and disks at any step of writing: test/kills. */
describe.skipIf(!existsSync('dist/cli/main.js'))('an interrupted run', { timeout: 180_000 }, () => {
  const directory = sharedDirectory();
  let command: RunCommand;
  let whole: Buffer;
  let steps: number;
  beforeAll(async () => {
    command = runOf(smallSpec(directory()));
    const out = join(directory(), 'whole');
    ({ steps } = succeeded(await start(command(out, false), out)));
    whole = weightsOf(out);
  }, 180_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'saves on %s, exits 130, and goes on to the same weights',
    async (by) => {
      const parts = join(directory(), by);
      const { code, err } = await start(command(parts, false), parts, { at: Math.ceil(steps / 2), by });
      expect(code).toBe(130);
      expect(err).toContain('stopping after this step');
      expect(err).toContain(`\`--resume --out ${parts}\``);
      expect(await start(command(parts, true), parts)).toMatchObject({ code: 0 });
      expect(weightsOf(parts)).toEqual(whole);
    },
  );
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runOf } from '../kills/commands.ts';
import { succeeded, type RunCommand } from '../kills/kill-runs.ts';
import { start } from '../kills/start.ts';
import { sharedDirectory } from '../support/directory.ts';
import { isLong } from '../support/sample.ts';
import { smallSpec } from '../support/small-spec.ts';

const weightsOf = (out: string): Buffer => readFileSync(join(out, 'weights.safetensors'));

/* Kills, other signals and disks at any step of writing: test/kills. */
describe.skipIf(!existsSync('dist/cli/main.js'))('an interrupted run', () => {
  const directory = sharedDirectory();
  let command: RunCommand;
  let whole: Buffer;
  let steps: number;
  beforeAll(async () => {
    command = runOf(smallSpec(directory(), { 'epochs = 2': 'epochs = 1' }));
    const out = join(directory(), 'whole');
    ({ steps } = succeeded(await start(command(out, false), out)));
    whole = weightsOf(out);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'saves on %s, exits 130, and goes on to the same weights',
    async (by) => {
      const parts = join(directory(), by);
      const { code, err } = await start(command(parts, false), parts, { at: Math.ceil(steps / 2), by });
      expect(code).toBe(130);
      expect(err).toContain('stopping after this step');
      expect(err).toContain(`\`--resume --out ${parts}\``);
      // What is saved is the same, whichever it was.
      if (by === 'SIGTERM' && !isLong) return;
      expect(await start(command(parts, true), parts)).toMatchObject({ code: 0 });
      expect(weightsOf(parts).equals(whole)).toBe(true);
    },
  );

  it('goes on to the same weights after a kill', async () => {
    const parts = join(directory(), 'killed');
    const ended = await start(command(parts, false), parts, { at: Math.ceil(steps * 0.6) });
    expect(ended.code).toBe(null);
    expect(await start(command(parts, true), parts)).toMatchObject({ code: 0 });
    expect(weightsOf(parts).equals(whole)).toBe(true);
  });

  it('hears both, and ends with the second, while the `cpu` engine is in a step of minutes', async () => {
    const out = join(directory(), 'long-step');
    const file = join(directory(), 'long-step.cnn');
    writeFileSync(file, slowOnCpu);
    const child = spawn(process.execPath, ['dist/cli/main.js', 'run', file, '--engine', 'cpu', '--out', out]);
    let err = '';
    child.stderr.on('data', (text: Buffer) => {
      const before = err;
      err += text.toString();
      const reached = (what: string): boolean => err.includes(what) && !before.includes(what);
      if (reached('phase main')) setTimeout(() => child.kill('SIGINT'), 500);
      if (reached('Ctrl-C again quits at once')) child.kill('SIGINT');
    });
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect(signal).toBe('SIGINT');
    expect(err).not.toContain('epoch');
  });
});

const slowOnCpu = `model Slow { input image: float32[96, 96, 1] repeat 2 { Conv2D(96, 7, padding=same) }
  GlobalAveragePooling2D  output shape: Dense(4, activation=softmax) }
data Shapes { source = shapes(count=64, size=96, classes=4)  field shape: class[4]  prepare { Rescaling(1/255) } }
train Slow on Shapes { batch = 64  objective shape { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.01) } }`;

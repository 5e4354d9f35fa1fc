import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from '../../runtime/weights/safetensors.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';

const program = 'dist/cli/main.js';

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly err: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** The built command line in a process of its own. */
function start(...args: readonly string[]): Started {
  const child = spawn(process.execPath, [program, 'run', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stdout.resume();
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, err }));
  });
  return { child, ended };
}

/** Which file lies at a path now: another one each time that it is replaced. */
const fileAt = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;

/** Waits until a file is there that was not there before, or the process has ended. */
async function waitFor(path: string, { ended }: Started, before?: number): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  while (!over && fileAt(path) === before) await sleep(5);
}

const weightsOf = (out: string): Buffer => readFileSync(join(out, 'weights.safetensors'));

/** Enough epochs to be interrupted in; the cpu engine starts fastest. */
function longRun(): { directory: string; args: (out: string) => string[] } {
  const directory = temporaryDirectory();
  const file = smallSpec(directory);
  return { directory, args: (out) => [file, '--engine', 'cpu', '--epochs', '15', '--out', out] };
}

describe.skipIf(!existsSync(program))('an interrupted run', { timeout: 180_000 }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'saves on %s, exits 130, and goes on to the same weights',
    async (signal) => {
      const { directory, args } = longRun();
      const [whole, parts] = [join(directory, 'whole'), join(directory, 'parts')];
      expect(await start(...args(whole)).ended).toMatchObject({ code: 0 });
      const first = start(...args(parts));
      await waitFor(join(parts, 'checkpoint.safetensors'), first);
      first.child.kill(signal);
      const { code, err } = await first.ended;
      expect(code).toBe(130);
      expect(err).toContain('stopping after this step');
      expect(err).toContain(`\`--resume --out ${parts}\``);
      expect(await start(...args(parts), '--resume').ended).toMatchObject({ code: 0 });
      expect(weightsOf(parts)).toEqual(weightsOf(whole));
    },
  );

  it('leaves whole files when it is killed at any moment, and goes on to the same weights', async () => {
    const { directory, args } = longRun();
    const [whole, parts] = [join(directory, 'whole'), join(directory, 'parts')];
    await start(...args(whole)).ended;
    let killed = 0;
    for (let attempt = 0; attempt < 6; attempt++) {
      const resume = existsSync(join(parts, 'run.json')) ? ['--resume'] : [];
      const checkpoint = join(parts, 'checkpoint.safetensors');
      const before = fileAt(checkpoint);
      const run = start(...args(parts), ...resume);
      // Each gets one checkpoint further, on a slow machine too; kills before the first one: test/kills.
      await waitFor(checkpoint, run, before);
      await sleep(Math.random() * 60);
      run.child.kill('SIGKILL');
      const { code, signal, err } = await run.ended;
      expect(signal === 'SIGKILL' || code === 0, err).toBe(true);
      for (const name of existsSync(parts) ? readdirSync(parts) : []) {
        if (name.endsWith('.tmp') || !name.endsWith('.safetensors')) continue;
        expect(decodeSafetensors(readFileSync(join(parts, name)))).toMatchObject({ ok: true });
      }
      if (code === 0) break;
      killed++;
    }
    expect(killed).toBeGreaterThan(0);
    expect(await start(...args(parts), '--resume').ended).toMatchObject({ code: 0 });
    expect(weightsOf(parts)).toEqual(weightsOf(whole));
  });
});

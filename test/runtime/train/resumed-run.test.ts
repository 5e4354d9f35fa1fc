import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimFolder, isClaim } from '../../../runtime/files/claim.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { fakeEngine, fakeTrain } from '../../support/fake-engine.ts';
import { newFolder, run, weightsOf } from './attempt.ts';

describe('a run that goes on', () => {
  /** A run of so many epochs that was killed after its last checkpoint, with what one of an epoch less had left. */
  async function killed(names: readonly string[]): Promise<{ path: string; whole: string }> {
    const [path, whole] = [newFolder(), newFolder()];
    await run(whole, { train: fakeTrain([['main', 2]]) });
    await run(path, { train: fakeTrain([['main', 1]]) });
    const before = names.map((name) => [name, readFileSync(join(path, name))] as const);
    await run(path, { train: fakeTrain([['main', 2]]), resume: true });
    for (const [name, bytes] of before) writeFileSync(join(path, name), bytes);
    return { path, whole };
  }

  const measuresIn = (path: string): unknown[] =>
    readFileSync(join(path, 'log.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const {
          seconds: _seconds,
          data_wait: _wait,
          ...measures
        } = JSON.parse(line) as Record<string, unknown>;
        return measures;
      });

  it.each([
    ['weights and log', ['weights.safetensors', 'log.jsonl']],
    ['its log', ['log.jsonl']],
  ])('after a kill between its checkpoint and %s has those of its checkpoint', async (_, names) => {
    const { path, whole } = await killed(names);
    const engine = fakeEngine();
    await run(path, { train: fakeTrain([['main', 2]]), resume: true, engine });
    expect(engine.log).toEqual([]);
    expect(weightsOf(path)).toEqual(weightsOf(whole));
    expect(measuresIn(path)).toEqual(measuresIn(whole));
  });

  it('has weights and log also where they were never written, or are torn', async () => {
    const { path, whole } = await killed([]);
    rmSync(join(path, 'weights.safetensors'));
    const log = readFileSync(join(path, 'log.jsonl'), 'utf8');
    writeFileSync(join(path, 'log.jsonl'), log.slice(0, -9));
    await run(path, { train: fakeTrain([['main', 2]]), resume: true });
    expect(weightsOf(path)).toEqual(weightsOf(whole));
    expect(readFileSync(join(path, 'log.jsonl'), 'utf8')).toBe(log);
  });

  it('writes through no link that somebody put into its folder', async () => {
    const { path, whole } = await killed(['weights.safetensors']);
    const victim = join(temporaryDirectory(), 'victim');
    writeFileSync(victim, 'mine');
    for (const name of ['weights.safetensors', 'log.jsonl', 'spec.cnn', '.log.jsonl.tmp', '.run.json.tmp']) {
      rmSync(join(path, name), { force: true });
      symlinkSync(victim, join(path, name));
    }
    await run(path, { train: fakeTrain([['main', 2]]), resume: true });
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(weightsOf(path)).toEqual(weightsOf(whole));
    expect(readdirSync(path)).toHaveLength(5);
    renameSync(join(path, 'checkpoint.safetensors'), victim);
    symlinkSync(victim, join(path, 'checkpoint.safetensors'));
    const [line] = linesOf(
      await failureOf(() => run(path, { train: fakeTrain([['main', 2]]), resume: true })),
    );
    expect(line).toMatch(/^CNN624: .* is damaged: it is a link, not a file$/);
  });

  it('is refused by a folder in which another process is at work', async () => {
    const path = newFolder();
    await run(path);
    const claim = await claimFolder(path);
    const refusal = [
      `CNN680: another process is at work in the run folder \`${path}\`: ${process.pid}`,
      `fix: wait until it has ended, or stop it (\`kill ${process.pid}\`), or give another folder with \`--out DIR\``,
    ];
    expect(linesOf(await failureOf(() => run(path, { resume: true })))).toEqual(refusal);
    if ('release' in claim) await claim.release();
    expect(await run(path, { resume: true })).toMatchObject({ status: 'done' });
    const together = join(temporaryDirectory(), 'run');
    const outcomes = await Promise.allSettled([1, 2, 3].map((seed) => run(together, { seed })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a run whose folder somebody takes away', () => {
  it('writes nothing into another of its name', async () => {
    const [path, moved] = [newFolder(), newFolder()];
    let steps = 0;
    const interrupted = (): boolean => {
      if (++steps === 8) {
        renameSync(path, moved);
        mkdirSync(path);
      }
      return false;
    };
    const [line] = linesOf(await failureOf(() => run(path, { interrupted })));
    expect(line).toBe(
      `CNN686: the run folder \`${path}\` is no longer this run’s: it was moved or removed while the run trained`,
    );
    expect(readdirSync(path)).toEqual([]);
    const [claim = ''] = readdirSync(moved).filter(isClaim);
    // As it is once the process has ended.
    rmSync(join(moved, claim));
    const whole = newFolder();
    await run(whole);
    expect(await run(moved, { resume: true })).toMatchObject({ status: 'done' });
    expect(weightsOf(moved)).toEqual(weightsOf(whole));
  });
});

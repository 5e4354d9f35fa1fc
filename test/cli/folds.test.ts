import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sumUp } from '../../cli/run/run-folds.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';
import { eventsOf } from './run-events.ts';
import { cnnc } from './run-cnnc.ts';

interface Event {
  readonly event: string;
  readonly fold?: number;
  readonly figures?: Readonly<Record<string, { mean: number; deviation: number; values: number[] }>>;
}

const split = 'split { train = 70%  valid = 20%  test = 10% }';

describe('--fold all', () => {
  const spec = (): string =>
    smallSpec(temporaryDirectory(), {
      [split]: 'split { test = 10%  folds = 3 }',
      'epochs = 2': 'epochs = 1',
    });

  it('trains each fold into its folder, sums up, and goes on with what is not done', async () => {
    const file = spec();
    const out = join(temporaryDirectory(), 'folds');
    const args = ['run', file, '--engine', 'cpu', '--fold', 'all', '--out', out, '--json'];
    const { code, out: told } = await cnnc(args);
    expect(code).toBe(0);
    const events = eventsOf<Event>(told);
    expect(events.filter(({ event }) => event === 'fold').map(({ fold }) => fold)).toEqual([1, 2, 3]);
    const { figures } = events.at(-1)!;
    expect(Object.keys(figures ?? {})).toEqual(
      expect.arrayContaining(['loss', 'val_loss', 'val_accuracy', 'test_accuracy']),
    );
    expect(readdirSync(out).sort()).toEqual(['fold-1', 'fold-2', 'fold-3']);
    const weights = readFileSync(join(out, 'fold-2', 'weights.safetensors'));
    // One that is done is not trained again; one that is not there is.
    rmSync(join(out, 'fold-3'), { recursive: true });
    rmSync(join(out, 'fold-2', 'summary.json'));
    const again = eventsOf<Event>((await cnnc([...args, '--resume'])).out);
    expect(again.at(-1)?.figures).toEqual(figures);
    expect(readFileSync(join(out, 'fold-2', 'weights.safetensors'))).toEqual(weights);
    expect(again.filter(({ event }) => event === 'epoch')).toHaveLength(2);
    expect((await cnnc(args)).out).toContain('CNN621');
    const runs = await cnnc(['runs', out]);
    expect(runs.out.match(/fold-\d/g)?.sort()).toEqual(['fold-1', 'fold-2', 'fold-3']);
    const around = await cnnc(['runs', join(out, '..'), '--json']);
    expect((JSON.parse(around.out) as { runs: unknown[] }).runs).toHaveLength(3);
  });

  it('tells a person the mean and the deviation, of folds that the command counts', async () => {
    const file = smallSpec(temporaryDirectory(), { 'epochs = 2': 'epochs = 1' });
    const out = join(temporaryDirectory(), 'folds');
    const told = await cnnc(['run', file, '--engine', 'cpu', '--fold', 'all/2', '--out', out]);
    expect(told.code).toBe(0);
    expect(told.err).toContain('fold 2 of 2');
    expect(told.out).toMatch(/val_accuracy +│ +\S+ +│ +\S+ +│ +\S+ ± \S+/);
  });

  it.each([
    [['--fold', 'all'], 'does not say of how many folds'],
    [['--fold', 'all/0'], 'there is no fold'],
    [['--fold', 'all/2', '--find-rate'], 'tries one fold'],
    [['--fold', 'every'], '--fold all'],
  ])('explains %s', async (args, words) => {
    const file = smallSpec(temporaryDirectory());
    const told = await cnnc(['run', file, '--engine', 'cpu', ...args]);
    expect(told.code).toBe(2);
    expect(told.err).toContain(words);
  });
});

it('a deviation is that of a sample', () => {
  const [loss] = sumUp([{ loss: 1, only: 2 }, { loss: 3 }]);
  expect(loss).toEqual({ name: 'loss', mean: 2, deviation: Math.SQRT2, values: [1, 3] });
  expect(sumUp([{ loss: 1 }])[0]?.deviation).toBe(0);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { type Forecast, foretell } from '../../../runtime/foretell/forecast.ts';
import { Interrupted } from '../../../runtime/train/phase-context.ts';
import type { Progress } from '../../../runtime/train/progress.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';
import { newFolder, run, twoPhases, weightsOf } from '../train/attempt.ts';

/* On an engine whose work alone moves the clock: a step takes a second, a look at a batch a quarter. */

let now = 0;
const engine = () => fakeEngine({ during: (program) => (now += program === 'step' ? 1000 : 250) });

afterEach(() => {
  vi.restoreAllMocks();
});

const start: Progress = { phase: 0, epoch: 0, steps: 0, history: [], skipped: [] };

async function forecastOf(
  train: TrainSpec,
  progress = start,
  interrupted = (): boolean => false,
): Promise<Forecast | undefined> {
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const data = await openData(train.data, { base: '/' });
  const plan = { train, phases: train.phases.map(fakePhase), data, engine: engine(), seed: 1 };
  return foretell(plan, progress, interrupted);
}

/** 42 examples are 5 steps of an epoch, 12 are two looks, and 6 in the test part one. */
const epoch = 5 + 2 * 0.25;

test('the steps, looks and the test part of all phases are foretold, phases apart', async () => {
  const forecast = await forecastOf(twoPhases);
  expect(forecast).toMatchObject({ isMost: false, phases: [{ phase: 'head' }, { phase: 'tune' }] });
  expect(forecast?.phases[0]?.seconds).toBeCloseTo(2 * epoch, 3);
  expect(forecast?.phases[1]?.seconds).toBeCloseTo(3 * epoch + 0.25, 3);
  expect(forecast?.seconds).toBeCloseTo(5 * epoch + 0.25, 3);
});

test('of a run that goes on, what is left', async () => {
  const record = { phase: 'tune', epoch: 1, measures: {}, images: 1, seconds: 1, waited: 0 };
  const forecast = await forecastOf(twoPhases, { ...start, phase: 1, epoch: 1, history: [record] });
  expect(forecast?.phases).toHaveLength(1);
  expect(forecast?.seconds).toBeCloseTo(2 * epoch + 0.25, 3);
});

test('a phase with patience is the most that it can be', async () => {
  const [phase] = twoPhases.phases;
  const train = { ...twoPhases, phases: [{ ...phase!, monitor: 'loss', patience: 1 }] };
  expect(await forecastOf(train)).toMatchObject({ isMost: true });
});

test('a run of a few steps is not foretold', async () => {
  expect(await forecastOf(fakeTrain([['main', 1]]))).toBeUndefined();
});

test('Ctrl-C is heard meanwhile', async () => {
  await expect(forecastOf(twoPhases, start, () => true)).rejects.toBeInstanceOf(Interrupted);
});

test('nothing of a run is different for it', async () => {
  const plain = newFolder();
  const foretold = newFolder();
  await run(plain);
  const data = await openData(twoPhases.data, { base: '/' });
  const plan = { train: twoPhases, phases: twoPhases.phases.map(fakePhase), data, seed: 1 };
  const seen: Forecast[] = [];
  const observer = {
    ...silent,
    begins: async (progress: Progress): Promise<void> => {
      const forecast = await foretell({ ...plan, engine: fakeEngine() }, progress, () => false);
      if (forecast !== undefined) seen.push(forecast);
    },
  };
  await run(foretold, { observer });
  expect(seen).toHaveLength(1);
  expect(weightsOf(foretold)).toEqual(weightsOf(plain));
  const losses = (path: string): unknown[] =>
    readFileSync(join(path, 'log.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { loss: unknown }).loss);
  expect(losses(foretold)).toEqual(losses(plain));
});

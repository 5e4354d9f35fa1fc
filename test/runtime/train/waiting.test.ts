import { expect, test } from 'vitest';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData, type OpenData } from '../../../runtime/data/open-data.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { runTraining, type RunStore } from '../../../runtime/train/train.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';

/* What of the time of training is waiting for data, where either the data or the engine takes all of it. */

const whole = fakeTrain([['main', 1]]);
const source = { kind: 'shapes', count: 40, height: 8, width: 8, channels: 1, classes: 3 } as const;
const train: TrainSpec = {
  ...whole,
  data: { ...whole.data, source: { ...whole.data.source, ...source } },
};

const nowhere: RunStore = {
  checkpoint: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  restore: () => Promise.resolve(),
  unfit: (problem) => {
    throw new Error(problem);
  },
};

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** The data, of which each example takes so long. */
function slow(data: OpenData, milliseconds: number): OpenData {
  const entry: OpenData['source']['entry'] = (index) => {
    busy(milliseconds);
    return data.source.entry(index);
  };
  return { ...data, source: { ...data.source, entry } };
}

/** The part of an epoch that is told to be waiting, where an example takes so long, and a step. */
async function waiting(example: number, step: number): Promise<number> {
  const data = slow(await openData(train.data, { base: '/' }), example);
  const engine = fakeEngine({
    afterStep: () => {
      busy(step);
      return false;
    },
  });
  const phases = train.phases.map(fakePhase);
  const { history } = await runTraining(
    { train, phases, data, engine, seed: 1 },
    nowhere,
    silent,
    () => false,
  );
  const { waited, seconds } = history[0]!;
  return waited / seconds;
}

test('data that takes long is waited for', async () => {
  const share = await waiting(5, 0);
  expect(share).toBeGreaterThan(0.5);
  expect(share).toBeLessThanOrEqual(1);
});

test('data that is there is not', async () => {
  expect(await waiting(0, 60)).toBeLessThan(0.5);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PhaseSpec, TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { bestEpoch, isOver } from '../../../runtime/train/best-epoch.ts';
import { identityOf } from '../../../runtime/train/identity.ts';
import { silent } from '../../../runtime/train/observer.ts';
import type { EpochRecord } from '../../../runtime/train/record.ts';
import { RunFolder } from '../../../runtime/train/run-folder.ts';
import { runTraining, type RunOutcome } from '../../../runtime/train/train.ts';
import { decodeSafetensors, type TensorFile } from '../../../runtime/weights/safetensors.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';

const trainOf = (
  phases: readonly (readonly [name: string, epochs: number])[],
  settings: Partial<PhaseSpec> = {},
): TrainSpec => {
  const train = fakeTrain(phases);
  return { ...train, phases: train.phases.map((phase) => ({ ...phase, ...settings })) };
};

async function run(path: string, train: TrainSpec, resume = false, stopAt = Infinity): Promise<RunOutcome> {
  let steps = 0;
  const engine = fakeEngine({ afterStep: () => steps++ });
  const data = await openData(train.data, { base: '/' });
  const facts = { engine: engine.name, seed: 5, data: data.source.fingerprint, options: {} };
  const identity = identityOf(train, { ...facts, text: 'spec', imports: new Map() });
  const earlier = resume ? await RunFolder.open(path) : undefined;
  const folder = earlier ?? (await RunFolder.create(path, identity, { text: 'spec' }));
  try {
    await earlier?.resume(identity, { text: 'spec' });
    const plan = { train, phases: train.phases.map(fakePhase), data, engine, seed: 5 };
    return await runTraining(plan, folder, silent, () => steps >= stopAt);
  } finally {
    await folder.release();
  }
}

function fileOf(path: string, name: string): TensorFile {
  const decoded = decodeSafetensors(readFileSync(join(path, name)));
  if (!decoded.ok) throw new Error(decoded.problem);
  return decoded.file;
}

const kernelIn = (path: string, name = 'weights.safetensors', tensor = 'dense/kernel') => [
  ...(fileOf(path, name).tensors.get(tensor)?.data ?? []),
];

const newFolder = (): string => join(temporaryDirectory(), 'run');
const accurate = { monitor: 'val_loss' };

it('the weights are those of the best epoch, on which the test part is measured; the checkpoint has the last ones too', async () => {
  const path = newFolder();
  const { history, kept, test } = await run(path, trainOf([['main', 8]], accurate));
  const losses = history.map(({ measures }) => measures['val_loss'] ?? NaN);
  const best = losses.indexOf(Math.min(...losses)) + 1;
  expect(best).toBeLessThan(8);
  expect(kept).toEqual({ monitor: 'val_loss', epoch: best, value: losses[best - 1] });
  const shorter = newFolder();
  const plain = await run(shorter, trainOf([['main', best]]));
  expect(kernelIn(path)).toEqual(kernelIn(shorter));
  expect(test).toEqual(plain.test);
  const longer = newFolder();
  await run(longer, trainOf([['main', 8]]));
  expect(kernelIn(path, 'checkpoint.safetensors')).toEqual(kernelIn(longer));
  expect(fileOf(path, 'weights.safetensors').metadata.get('epoch')).toBe(String(best));
});

it('a phase stops when nothing got better for so long, and the next one begins with its best', async () => {
  const path = newFolder();
  const phases = [
    ['head', 9],
    ['tune', 2],
  ] as const;
  const { history } = await run(path, trainOf(phases, { ...accurate, patience: 2 }));
  const head = history.filter(({ phase }) => phase === 'head');
  const losses = head.map(({ measures }) => measures['val_loss'] ?? NaN);
  const best = losses.indexOf(Math.min(...losses)) + 1;
  expect(head).toHaveLength(best + 2);
  const shorter = newFolder();
  const plain = await run(
    shorter,
    trainOf(
      [
        ['head', best],
        ['tune', 1],
      ],
      {},
    ),
  );
  expect(history[head.length]?.measures).toEqual(plain.history[best]?.measures);
});

it('a run that is stopped at any step goes on to the same bits', async () => {
  const train = trainOf(
    [
      ['head', 6],
      ['tune', 3],
    ],
    { ...accurate, patience: 2 },
  );
  const whole = newFolder();
  const { history } = await run(whole, train);
  for (const stopAt of [3, 5, 6, 12, 16, 21]) {
    const path = newFolder();
    await run(path, train, false, stopAt);
    await run(path, train, true);
    for (const name of ['weights.safetensors', 'checkpoint.safetensors'])
      expect(fileOf(path, name).tensors, `stopped at ${stopAt}`).toEqual(fileOf(whole, name).tensors);
  }
  expect(history.length).toBeLessThanOrEqual(9);
});

it('more epochs go on from the last weights, not from the best ones', async () => {
  const path = newFolder();
  await run(path, trainOf([['main', 5]], accurate));
  await run(path, trainOf([['main', 8]], accurate), true);
  const whole = newFolder();
  await run(whole, trainOf([['main', 8]], accurate));
  expect(kernelIn(path)).toEqual(kernelIn(whole));
  expect(kernelIn(path, 'checkpoint.safetensors')).toEqual(kernelIn(whole, 'checkpoint.safetensors'));
});

it('a value is better by more than the minimum, at the end that is better of its measure', () => {
  const [plain] = fakeTrain([['main', 9]]).phases;
  const phase: PhaseSpec = { ...plain!, monitor: 'loss', min_delta: 0.1, patience: 2 };
  const history = [1, 0.95, 0.85, 0.8, 0.76].map((loss, index): EpochRecord => ({
    ...{ phase: 'main', epoch: index + 1, measures: { loss } },
    ...{ images: 1, seconds: 1, waited: 0 },
  }));
  expect([1, 2, 3, 4, 5].map((count) => bestEpoch(phase, history.slice(0, count))?.epoch)).toEqual([
    1, 1, 3, 3, 3,
  ]);
  expect([1, 2, 3, 4, 5].map((count) => isOver(phase, count, history.slice(0, count)))).toEqual([
    ...[false, false, false, false],
    true,
  ]);
});

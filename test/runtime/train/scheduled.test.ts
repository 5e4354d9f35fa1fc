import { expect, it } from 'vitest';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import type { RunError } from '../../../runtime/run-error.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import type { Checkpoint } from '../../../runtime/train/checkpoint.ts';
import { modelIn } from '../../../runtime/train/kept-weights.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { logLine } from '../../../runtime/train/record.ts';
import { planPhases, runTraining, type RunStore } from '../../../runtime/train/train.ts';
import type { StoredTensor } from '../../../runtime/weights/safetensors.ts';
import { cpu } from '../../laws/engines.ts';
import { compileText } from '../../support/compile-text.ts';

/** 42 pictures to train on, 6 batches an epoch. */
function trainOf(
  optimizer: string,
  settings = '',
  phases = `phase main { epochs = 4  optimizer = ${optimizer} }`,
): TrainSpec {
  const { value, diagnostics } = compileText(`model Tiny {
    input image: float32[8, 8, 1]
    Conv2D(2, 3, activation=tanh)
    Flatten
    output label: Dense(3, activation=softmax)
  }
  data Shapes {
    source = shapes(count=60, size=8, channels=1, classes=3)
    field label: class[3]
    split { train = 70%  valid = 20%  test = 10% }
    prepare { Rescaling(1/255) }
  }
  train Tiny on Shapes {
    ${settings.includes('batch') ? '' : 'batch = 7'}
    ${settings}
    objective label { loss = sparse_categorical_crossentropy }
    ${phases}
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [train] = value.trains;
  if (train === undefined) throw new Error('no train block');
  return train.spec;
}

class Memory implements RunStore {
  saved: Checkpoint | undefined;
  checkpoint = () => Promise.resolve(this.saved);
  restore = () => Promise.resolve();
  save(checkpoint: Checkpoint): Promise<void> {
    this.saved = structuredClone(checkpoint);
    return Promise.resolve();
  }
  unfit(problem: string): RunError {
    throw new Error(problem);
  }
}

async function run(train: TrainSpec, store = new Memory(), stopAt = Infinity) {
  let steps = 0;
  const data = await openData(train.data, { base: '/' });
  const plan = { train, phases: planPhases(train), data, engine: cpu, seed: 1 };
  return runTraining(plan, store, { ...silent, step: () => void steps++ }, () => steps >= stopAt);
}

const ratesOf = async (optimizer: string, settings?: string): Promise<readonly (number | undefined)[]> => {
  const { history } = await run(trainOf(optimizer, settings));
  return history.map(({ learning_rate: rate }) => rate && Number(rate.toPrecision(6)));
};

it('the log has the rate of the last update of each epoch', async () => {
  expect(await ratesOf('SGD(0.1)')).toEqual([0.1, 0.1, 0.1, 0.1]);
  const { history } = await run(trainOf('SGD(0.1)'));
  expect(logLine(history[0]!)).toContain('"learning_rate":0.1');
});

it('lengths in epochs are as many updates as the data, the batch and `accumulate` make of them', async () => {
  const steps = 'PiecewiseConstantDecay([epochs(1), epochs(2)], [0.3, 0.2, 0.1])';
  expect(await ratesOf(`SGD(${steps})`)).toEqual([0.3, 0.2, 0.1, 0.1]);
  const line = 'PolynomialDecay(0.24, end_learning_rate=0)';
  expect(await ratesOf(`SGD(${line})`)).toEqual(
    [19, 13, 7, 1].map((left) => Number((left * 0.01).toPrecision(6))),
  );
  expect(await ratesOf(`SGD(${line})`, 'accumulate = 3')).toEqual([0.21, 0.15, 0.09, 0.03]);
  const warm = 'ConstantRate(0.12, warmup_steps=epochs(2))';
  expect(await ratesOf(`SGD(${warm})`)).toEqual([0.05, 0.11, 0.12, 0.12]);
});

it('a rate falls where a measure gets no better', async () => {
  const plateau = 'ReduceLROnPlateau(0.1, factor=0.5, patience=1, min_delta=100)';
  expect(await ratesOf(`SGD(${plateau})`)).toEqual([0.1, 0.1, 0.05, 0.025]);
});

it('the model is the average of the weights, which the validation part judges, and is kept', async () => {
  const averages = 'use_ema=true, ema_momentum=1';
  const store = new Memory();
  const { history } = await run(trainOf(`SGD(0.1, ${averages})`), store);
  // The first average is the weights after the first update, and with a momentum of 1 it stays so.
  const losses = history.map(({ measures }) => measures['val_loss']);
  expect(new Set(losses).size).toBe(1);
  const tensors = store.saved?.tensors ?? new Map<string, StoredTensor>();
  const model = modelIn(tensors, new Set(['conv2d/kernel']));
  expect(model.get('conv2d/kernel')?.data).toEqual(tensors.get('conv2d/kernel/average')?.data);
  expect(model.get('conv2d/kernel')?.data).not.toEqual(tensors.get('conv2d/kernel')?.data);
  const { test, kept } = await run(trainOf(`SGD(0.1, ${averages})`, 'monitor = val_loss'));
  expect(kept?.epoch).toBe(1);
  expect(test).toEqual((await run(trainOf(`SGD(0.1, ${averages})`))).test);
});

it.each([
  'AdamW(CosineDecay(0.01, warmup_steps=epochs(1)), clipnorm=0.5, use_ema=true, ema_overwrite_frequency=5)',
  'Adafactor(ReduceLROnPlateau(0.1, factor=0.5, patience=1, min_delta=1), global_clipnorm=1)',
])('a run with %s that is stopped at any step goes on to the same bits', async (optimizer) => {
  const whole = new Memory();
  const train = trainOf(optimizer, 'monitor = val_loss');
  await run(train, whole);
  for (const stopAt of [1, 8, 12, 19]) {
    const store = new Memory();
    expect((await run(train, store, stopAt)).status).toBe('interrupted');
    expect((await run(train, store)).status).toBe('done');
    const bits = ({ saved }: Memory) => [...(saved?.tensors ?? [])].map(([name, { data }]) => [name, data]);
    expect(bits(store)).toEqual(bits(whole));
    const told = ({ saved }: Memory) =>
      saved?.progress.history.map(({ measures, learning_rate: rate }) => [measures, rate]);
    expect(told(store)).toEqual(told(whole));
  }
});

/** One phase of four epochs in two: the optimizer of the second goes on. */
const inTwo = (optimizer: string, first = '', state = 'kept'): string => `
  phase one { epochs = 1  optimizer = ${optimizer}  ${first} }
  phase two { epochs = 3  optimizer = ${optimizer}  optimizer_state = ${state} }`;

it.each([
  'Adam(CosineDecay(0.05, warmup_steps=epochs(1)))',
  'SGD(0.1, momentum=0.9)',
  'Nadam(ExponentialDecay(0.02, decay_steps=2, decay_rate=0.5), use_ema=true, ema_momentum=0.5)',
  'RMSprop(ReduceLROnPlateau(0.05, factor=0.5, patience=1, min_delta=100), momentum=0.9)',
])('two phases with %s whose second goes on with the state are as one', async (optimizer) => {
  // Of a batch with all examples the order, which is drawn by phase, says nothing.
  const one = await run(trainOf(optimizer, 'batch = 42'));
  const two = await run(trainOf(optimizer, 'batch = 42', inTwo(optimizer)));
  const fresh = await run(trainOf(optimizer, 'batch = 42', inTwo(optimizer, '', 'fresh')));
  const last = ({ history }: typeof one) => history.at(-1)?.measures['val_loss'] ?? NaN;
  const rates = ({ history }: typeof one) => history.map(({ learning_rate: rate }) => rate);
  expect(rates(two)).toEqual(rates(one));
  expect(last(two)).toBeCloseTo(last(one), 5);
  expect(Math.abs(last(fresh) - last(one))).toBeGreaterThan(1e-4);
});

it('weights that begin to train have fresh slots, and averages that are the weights', async () => {
  const optimizer = 'SGD(0.1, momentum=0.9, use_ema=true, ema_momentum=1)';
  const store = new Memory();
  await run(trainOf(optimizer, '', inTwo(optimizer, 'freeze conv2d')), store, 7);
  const tensors = store.saved?.tensors ?? new Map<string, StoredTensor>();
  const of = (name: string) => [...(tensors.get(name)?.data ?? [])];
  expect(store.saved?.progress).toMatchObject({ phase: 1, steps: 1, earlier: 6 });
  // With a momentum of 1 an average stays what it began with.
  const first = new Memory();
  await run(trainOf(optimizer, '', inTwo(optimizer, 'freeze conv2d')), first, 1);
  expect(of('conv2d/kernel/average')).toEqual([...(first.saved?.tensors.get('conv2d/kernel')?.data ?? [])]);
  expect(of('conv2d/kernel/average')).not.toEqual(of('conv2d/kernel'));
  expect(of('dense/kernel/average')).toEqual([
    ...(first.saved?.tensors.get('dense/kernel/average')?.data ?? []),
  ]);
});

it('a run that is stopped at any step of a phase that goes on comes to the same bits', async () => {
  const optimizer = 'Adam(CosineDecay(0.01, warmup_steps=epochs(1)), use_ema=true)';
  const train = trainOf(optimizer, 'accumulate = 2', inTwo(optimizer, 'freeze conv2d'));
  const whole = new Memory();
  await run(train, whole);
  const bits = ({ saved }: Memory) => [...(saved?.tensors ?? [])].map(([name, { data }]) => [name, data]);
  for (const stopAt of [1, 6, 7, 9, 14]) {
    const store = new Memory();
    expect((await run(train, store, stopAt)).status).toBe('interrupted');
    expect((await run(train, store)).status).toBe('done');
    expect(bits(store)).toEqual(bits(whole));
  }
});

it('a checkpoint whose optimizer goes on from elsewhere is refused', async () => {
  const optimizer = 'SGD(0.1, momentum=0.9)';
  const train = trainOf(optimizer, '', inTwo(optimizer));
  const store = new Memory();
  await run(train, store, 9);
  const saved = store.saved!;
  store.saved = { ...saved, progress: { ...saved.progress, earlier: 5 } };
  await expect(run(train, store)).rejects.toThrow('its optimizer goes on from 5 updates where 6 are due');
});

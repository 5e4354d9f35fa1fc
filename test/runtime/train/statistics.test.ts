import { expect, it } from 'vitest';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { RunError } from '../../../runtime/run-error.ts';
import type { Checkpoint } from '../../../runtime/train/checkpoint.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { parseProgress } from '../../../runtime/train/progress-schema.ts';
import { planPhases, runTraining, type RunOutcome, type RunStore } from '../../../runtime/train/train.ts';
import { cpu } from '../../laws/engines.ts';
import { compileText } from '../../support/compile-text.ts';
import { testSpan } from '../../support/span.ts';

/** 21 pictures to train on and 12 to validate. */
function trainOf(batch: number): TrainSpec {
  const { value, diagnostics } = compileText(`model Tiny {
    input image: float32[8, 8, 1]
    Flatten
    output label: Dense(3, activation=softmax)
  }
  data Shapes {
    source = shapes(count=42, size=8, channels=1, classes=3)
    field label: class[3]
    split { train = 50%  valid = 30%  test = 20% }
    prepare { Rescaling(1/255) }
  }
  train Tiny on Shapes {
    batch = ${batch}
    objective label {
      loss = sparse_categorical_crossentropy
      metrics = [accuracy, f1_score, F1Score(average=weighted), auc, AUC(curve=PR), AUC(num_thresholds=20), cohen_kappa, ece]
    }
    phase main { epochs = 2  optimizer = Adam }
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [train] = value.trains;
  if (train === undefined) throw new Error('no train block');
  return train.spec;
}

class Memory implements RunStore {
  saved: Checkpoint | undefined;

  constructor(saved?: Checkpoint) {
    this.saved = saved;
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return Promise.resolve(this.saved);
  }

  save({ progress, tensors }: Checkpoint): Promise<void> {
    const read = parseProgress(JSON.stringify(progress));
    if (typeof read === 'string') throw new Error(read);
    this.saved = { progress: read, tensors: structuredClone(tensors) };
    return Promise.resolve();
  }

  restore(): Promise<void> {
    return Promise.resolve();
  }

  unfit(problem: string): RunError {
    return new RunError({ code: 'CNN600', severity: 'error', message: problem, span: testSpan });
  }
}

/** Trains, stopped after so many steps. */
async function run(train: TrainSpec, store: RunStore, steps = Infinity): Promise<RunOutcome> {
  const data = await openData(train.data, { base: '/' });
  let left = steps;
  return runTraining({ train, phases: planPhases(train), data, engine: cpu, seed: 3 }, store, silent, () => {
    left--;
    return left <= 0;
  });
}

const measures = ({ history, test }: RunOutcome) => [...history.map((record) => record.measures), test];

it('metrics of statistics are told for every part, each under a name of its own', async () => {
  const { history, test } = await run(trainOf(4), new Memory());
  const names = [
    'loss',
    'accuracy',
    'f1_score',
    'weighted_f1_score',
    'auc',
    'pr_auc',
    'auc_2',
    'cohen_kappa',
    'ece',
  ];
  expect(Object.keys(test ?? {})).toEqual(names);
  expect(Object.keys(history[0]?.measures ?? {})).toEqual([...names, ...names.map((name) => `val_${name}`)]);
});

it('a run that is stopped within an epoch goes on with their sums, to the same figures', async () => {
  const train = trainOf(4);
  const whole = measures(await run(train, new Memory()));
  for (const steps of [1, 3, 9]) {
    const store = new Memory();
    expect(await run(train, store, steps)).toMatchObject({ status: 'interrupted' });
    expect(Array.isArray(store.saved?.progress.partial?.sums['label/f1_score'])).toBe(true);
    expect(measures(await run(train, store))).toEqual(whole);
  }
});

it('a checkpoint whose sums are not those of the metrics is refused', async () => {
  const train = trainOf(4);
  const store = new Memory();
  await run(train, store, 3);
  const { progress, tensors } = store.saved ?? { progress: undefined, tensors: new Map() };
  const partial = progress?.partial;
  if (partial === undefined) throw new Error('it was not stopped within an epoch');
  for (const wrong of [[1, 2], 3, undefined]) {
    const { 'label/f1_score': _sum, ...others } = partial.sums;
    const sums = wrong === undefined ? others : { ...others, 'label/f1_score': wrong };
    const edited = new Memory({ progress: { ...progress!, partial: { ...partial, sums } }, tensors });
    await expect(run(train, edited)).rejects.toThrow('sums of `label/f1_score`');
  }
});

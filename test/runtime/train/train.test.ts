import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { checkData, type RunOutcome } from '../../../runtime/train/train.ts';
import { decodeSafetensors } from '../../../runtime/weights/safetensors.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { fakeEngine, fakeTrain } from '../../support/fake-engine.ts';
import { testSpan } from '../../support/span.ts';
import { newFolder, run, twoPhases, weightsOf } from './attempt.ts';

describe('a run', () => {
  it('trains its phases one after another, each with fresh slots, and tests once', async () => {
    const engine = fakeEngine();
    const path = newFolder();
    const { status, history, test } = await run(path, { engine });
    expect(status).toBe('done');
    expect(history.map(({ phase, epoch }) => `${phase} ${epoch}`)).toEqual([
      'head 1',
      'head 2',
      'tune 1',
      'tune 2',
      'tune 3',
    ]);
    expect(Object.keys(history[0]?.measures ?? {})).toEqual(['loss', 'accuracy', 'val_loss', 'val_accuracy']);
    expect(Object.keys(test ?? {})).toEqual(['loss', 'accuracy']);
    const epoch = ['step 10', 'step 10', 'step 10', 'step 10', 'step 2', 'evaluate 10', 'evaluate 2'];
    const open = 'open dense/kernel norm/moving_mean dense/kernel/momentum';
    expect(engine.log).toEqual([
      open,
      ...epoch,
      ...epoch,
      'dispose',
      open,
      ...epoch,
      ...epoch,
      ...epoch,
      'evaluate 6',
      'dispose',
    ]);
  });

  it('leaves a folder with everything in it', async () => {
    const path = newFolder();
    const { history } = await run(path);
    expect(readdirSync(path).sort()).toEqual([
      'checkpoint.safetensors',
      'log.jsonl',
      'run.json',
      'spec.cnn',
      'weights.safetensors',
    ]);
    expect(readFileSync(join(path, 'spec.cnn'), 'utf8')).toBe('spec');
    const lines = readFileSync(join(path, 'log.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(JSON.parse(lines[4] ?? '')).toMatchObject({
      phase: 'tune',
      epoch: 3,
      loss: history[4]?.measures['loss'],
      images: 42,
    });
    const weights = decodeSafetensors(weightsOf(path));
    expect(weights.ok && [...weights.file.tensors.keys()]).toEqual(['dense/kernel', 'norm/moving_mean']);
  });

  it('is the same for the same seed, another for another', async () => {
    const [first, second, third] = [newFolder(), newFolder(), newFolder()];
    await run(first);
    await run(second);
    await run(third, { seed: 2 });
    expect(weightsOf(second)).toEqual(weightsOf(first));
    expect(weightsOf(third)).not.toEqual(weightsOf(first));
  });
});

describe('an interrupted run', () => {
  /** Stops a run after a step and goes on; compares all that is left with a run that was never stopped. */
  async function goOnAfter(stop: number, train: TrainSpec): Promise<RunOutcome> {
    const whole = newFolder();
    const expected = await run(whole, { train });
    const path = newFolder();
    let asked = false;
    const engine = fakeEngine({ afterStep: (steps) => (asked = steps >= stop) });
    const { status } = await run(path, { train, engine, interrupted: () => asked });
    expect(status).toBe('interrupted');
    const resumed = await run(path, { train, resume: true });
    expect(weightsOf(path)).toEqual(weightsOf(whole));
    const shown = ({ history, test }: RunOutcome): unknown => [
      history.map(({ phase, epoch, measures, images }) => ({ phase, epoch, measures, images })),
      test,
    ];
    expect(shown(resumed)).toEqual(shown(expected));
    return resumed;
  }

  it.each([1, 4, 5, 6, 10, 11, 17, 25])(
    'goes on after step %i to the same weights, bit for bit',
    async (stop) => {
      await goOnAfter(stop, twoPhases);
    },
  );

  it('draws what a balanced run would have drawn', async () => {
    const sizes = { count: 61, height: 8, width: 8, channels: 1, classes: 3 };
    const data: DataSpec = {
      ...twoPhases.data,
      source: { kind: 'shapes', ...sizes, span: testSpan },
      balance: 'oversample',
      augment: [{ kind: 'RandomFlip', horizontal: true, vertical: false }],
    };
    const { history } = await goOnAfter(8, { ...twoPhases, data });
    // 15, 14 and 14 of the 43 examples to train on are of the three classes.
    expect(history.map(({ images }) => images)).toEqual([45, 45, 45, 45, 45]);
  });

  it('may be interrupted again and again', async () => {
    const whole = newFolder();
    await run(whole);
    const path = newFolder();
    let status = (await run(path, { interrupted: () => true })).status;
    let times = 1;
    while (status === 'interrupted' && times < 100) {
      let calls = 0;
      const interrupted = (): boolean => ++calls > 3;
      status = (await run(path, { resume: true, interrupted })).status;
      times++;
    }
    expect(times).toBeGreaterThan(5);
    expect(weightsOf(path)).toEqual(weightsOf(whole));
  });

  it('has nothing left to do when it was done, and goes on where more epochs are asked for', async () => {
    const path = newFolder();
    const first = await run(path, { train: fakeTrain([['main', 2]]) });
    const engine = fakeEngine();
    const again = await run(path, { train: fakeTrain([['main', 2]]), resume: true, engine });
    expect(again).toEqual(first);
    expect(engine.log).toEqual([]);
    const more = await run(path, { train: fakeTrain([['main', 4]]), resume: true });
    expect(more.history).toHaveLength(4);
    const whole = newFolder();
    await run(whole, { train: fakeTrain([['main', 4]]) });
    expect(weightsOf(path)).toEqual(weightsOf(whole));
  });
});

describe('a run that fails', () => {
  it('stops at a loss that is no number, and keeps the last good checkpoint', async () => {
    const path = newFolder();
    const lines = linesOf(await failureOf(() => run(path, { engine: fakeEngine({ nanAt: 7 }) })));
    expect(lines).toEqual([
      'CNN630: the loss became NaN in epoch 2 of phase head, step 7',
      'note: the checkpoint after epoch 1 of phase head is kept',
      'fix: lower the learning rate, and check that `prepare` scales the pixels (`Rescaling(1/255)`)',
    ]);
    expect((await run(path, { resume: true })).status).toBe('done');
    const early = newFolder();
    const first = linesOf(await failureOf(() => run(early, { engine: fakeEngine({ nanAt: 1 }) })));
    expect(first.slice(0, 2)).toEqual([
      'CNN617: the loss is NaN in epoch 1 of phase head, step 1, before any update',
      'note: the learning rate has no part in it: the weights are still those that the run began with',
    ]);
    expect((await run(early)).status).toBe('done');
  });

  it('says in which step an engine failed, in one line', async () => {
    const lines = linesOf(await failureOf(() => run(newFolder(), { engine: fakeEngine({ failAt: 3 }) })));
    expect(lines[0]).toBe('CNN641: the engine `cpu` failed in epoch 1 of phase head, step 3: out of memory');
  });

  it.each(['checkpoint.safetensors', 'weights.safetensors', 'log.jsonl'])(
    'names the very file where a directory is in the way of %s, and goes on without it',
    async (name) => {
      const path = newFolder();
      const inTheWay = join(path, name);
      const engine = fakeEngine();
      const blocked: Engine = {
        ...engine,
        open: async (...given) => {
          mkdirSync(inTheWay);
          return engine.open(...given);
        },
      };
      expect(linesOf(await failureOf(() => run(path, { engine: blocked })))).toEqual([
        `CNN631: \`${inTheWay}\` could not be written: it is a directory`,
        'fix: remove the directory of that name; then go on with `--resume`',
      ]);
      rmSync(inTheWay, { recursive: true });
      expect((await run(path, { resume: true })).status).toBe('done');
    },
  );

  it('names the very file where a run that goes on cannot write it', async () => {
    const path = newFolder();
    await run(path);
    const log = join(path, 'log.jsonl');
    rmSync(log);
    mkdirSync(log);
    expect(linesOf(await failureOf(() => run(path, { resume: true })))[0]).toBe(
      `CNN631: \`${log}\` could not be written: it is a directory`,
    );
  });

  it('refuses a batch that the data cannot fill', async () => {
    const train = fakeTrain([['main', 1]], 50);
    const data = await openData(train.data, { base: '/' });
    expect(linesOf(await failureOf(() => checkData({ train, data })))).toEqual([
      'CNN613: a batch of 50 is larger than the training part, which has 42 examples',
      'fix: use `batch = 42` or less, or bring more data',
    ]);
  });
});

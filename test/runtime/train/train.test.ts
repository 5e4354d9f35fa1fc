import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { identityOf } from '../../../runtime/train/identity.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { loadCheckpoint, saveCheckpoint } from '../../../runtime/train/checkpoint.ts';
import { RunFolder } from '../../../runtime/train/run-folder.ts';
import { checkData, runTraining, type RunOutcome } from '../../../runtime/train/train.ts';
import { decodeSafetensors } from '../../../runtime/weights/safetensors.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';
import { testSpan } from '../../support/span.ts';

interface Attempt {
  readonly train?: TrainSpec;
  readonly engine?: Engine;
  readonly resume?: boolean;
  readonly seed?: number;
  readonly text?: string;
  readonly imports?: ReadonlyMap<string, string>;
  readonly interrupted?: () => boolean;
}

const twoPhases = fakeTrain([
  ['head', 2],
  ['tune', 3],
]);

async function run(path: string, attempt: Attempt = {}): Promise<RunOutcome> {
  const {
    train = twoPhases,
    engine = fakeEngine(),
    seed = 1,
    text = 'spec',
    imports = new Map(),
    interrupted = () => false,
  } = attempt;
  const data = await openData(train.data, { base: '/' });
  const facts = { engine: engine.name, seed, data: data.source.fingerprint, options: {}, text, imports };
  const identity = identityOf(train, facts);
  const folder =
    attempt.resume === true
      ? await RunFolder.resume(path, identity)
      : await RunFolder.create(path, identity, text);
  const plan = { train, phases: train.phases.map(fakePhase), data, engine, seed };
  return runTraining(plan, folder, silent, interrupted);
}

const weightsOf = (path: string): Buffer => readFileSync(join(path, 'weights.safetensors'));
const newFolder = (): string => join(temporaryDirectory(), 'run');

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
    expect(first[1]).toBe('note: no epoch was finished, so there is no checkpoint');
    expect((await run(early)).status).toBe('done');
  });

  it('says in which step an engine failed, in one line', async () => {
    const lines = linesOf(await failureOf(() => run(newFolder(), { engine: fakeEngine({ failAt: 3 }) })));
    expect(lines[0]).toBe('CNN641: the engine `cpu` failed in epoch 1 of phase head, step 3: out of memory');
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

describe('a checkpoint that does not fit', () => {
  it.each([
    ['dense/kernel', undefined, 'it lacks `dense/kernel`'],
    ['dense/kernel/momentum', undefined, 'it lacks `dense/kernel/momentum`'],
    ['norm/moving_mean', [1, 2], 'it has the shape [1, 2] for `norm/moving_mean`'],
  ])('is refused: %s', async (name, shape, problem) => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    const checkpoint = await loadCheckpoint(join(path, 'checkpoint.safetensors'));
    const tensors = new Map(checkpoint?.tensors);
    const tensor = tensors.get(name);
    tensors.delete(name);
    if (tensor !== undefined && shape !== undefined) tensors.set(name, { ...tensor, shape });
    if (checkpoint !== undefined) {
      await saveCheckpoint(join(path, 'checkpoint.safetensors'), { ...checkpoint, tensors });
    }
    const more = fakeTrain([['main', 2]]);
    const [line] = linesOf(await failureOf(() => run(path, { train: more, resume: true })));
    expect(line).toBe(`CNN624: the checkpoint \`checkpoint.safetensors\` is damaged: ${problem}`);
  });
});

describe('the run folder', () => {
  it('is not made where something else is', async () => {
    const path = temporaryDirectory();
    writeFileSync(join(path, 'thesis.txt'), 'x');
    expect(linesOf(await failureOf(() => run(path)))[0]).toBe(
      `CNN621: \`${path}\` already holds files that are not a run`,
    );
    expect(readdirSync(path)).toEqual(['thesis.txt']);
    expect(linesOf(await failureOf(() => run(join(path, 'thesis.txt'))))[0]).toMatch(
      /cannot be written: it is a file$/,
    );
    expect(linesOf(await failureOf(() => run(join(path, 'thesis.txt', 'run'))))[0]).toMatch(
      /^CNN620: .*ENOTDIR/,
    );
    const done = newFolder();
    await run(done);
    expect(linesOf(await failureOf(() => run(done)))[0]).toBe(`CNN621: \`${done}\` already holds a run`);
  });

  it('may be an empty folder, or what is left of one that was killed while it was made', async () => {
    const path = temporaryDirectory();
    writeFileSync(join(path, 'spec.cnn'), 'half');
    writeFileSync(join(path, '.run.json.tmp'), '{');
    expect((await run(path)).status).toBe('done');
  });

  it.skipIf(process.getuid?.() === 0)('says where it may not write', async () => {
    const path = temporaryDirectory();
    mkdirSync(join(path, 'closed'));
    chmodSync(join(path, 'closed'), 0o500);
    expect(linesOf(await failureOf(() => run(join(path, 'closed', 'run'))))[0]).toMatch(/^CNN620/);
  });

  it('is resumed only with what it was made from', async () => {
    const path = newFolder();
    await run(path);
    const train = {
      ...fakeTrain(
        [
          ['head', 1],
          ['tune', 3],
        ],
        12,
      ),
      name: 'Other',
    };
    expect(
      linesOf(await failureOf(() => run(path, { train, resume: true, seed: 3, text: 'other' }))),
    ).toEqual([
      `CNN623: the run in \`${path}\` was made from something else`,
      'note: train: Fake in the run, Other now',
      'note: the .cnn file has changed since (`spec.cnn` in the run is what it was)',
      'note: seed: 1 in the run, 3 now',
      'note: batch of phase head: 10 in the run, 12 now',
      'note: epochs of phase head: 2 in the run, 1 now',
      'note: batch of phase tune: 10 in the run, 12 now',
      'fix: resume with what it was made from, or leave out `--resume` and give another `--out DIR`',
    ]);
  });

  it('is resumed only with the imported files that it was made from', async () => {
    const path = newFolder();
    await run(path, {
      imports: new Map([
        ['blocks.cnn', 'a'],
        ['heads.cnn', 'b'],
      ]),
    });
    const now = new Map([
      ['blocks.cnn', 'c'],
      ['heads.cnn', 'b'],
    ]);
    expect(linesOf(await failureOf(() => run(path, { imports: now, resume: true })))).toContain(
      'note: `blocks.cnn`, which it imports, has changed since',
    );
    const file = join(path, 'run.json');
    const { imports: _imports, ...older } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify(older));
    expect(await run(path, { resume: true })).toMatchObject({ status: 'done' });
  });

  it('says what is wrong with a folder that is no run, or is damaged', async () => {
    const path = temporaryDirectory();
    const complaint = async (): Promise<string | undefined> =>
      linesOf(await failureOf(() => run(path, { resume: true })))[0];
    expect(await complaint()).toBe(`CNN622: \`${path}\` is not a run to resume: it has no \`run.json\``);
    writeFileSync(join(path, 'run.json'), '{"format": 1');
    expect(await complaint()).toBe(`CNN622: \`${path}\` is not a run to resume: its \`run.json\` is damaged`);
    const done = newFolder();
    await run(done);
    const file = join(done, 'checkpoint.safetensors');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 4));
    const [line] = linesOf(await failureOf(() => run(done, { resume: true })));
    expect(line).toMatch(
      /^CNN624: the checkpoint .* is damaged: its tensors take 24 bytes, but 20 are there$/,
    );
    expect(existsSync(file)).toBe(true);
  });
});

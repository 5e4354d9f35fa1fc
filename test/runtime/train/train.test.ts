import {
  chmodSync,
  existsSync,
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
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { identityOf } from '../../../runtime/train/identity.ts';
import { claimFolder, isClaim } from '../../../runtime/files/claim.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { RunFolder } from '../../../runtime/train/run-folder.ts';
import { checkData, runTraining, type RunOutcome } from '../../../runtime/train/train.ts';
import { decodeSafetensors } from '../../../runtime/weights/safetensors.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { editCheckpoint } from '../../support/edit-checkpoint.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';
import { sample } from '../../support/sample.ts';
import { testSpan } from '../../support/span.ts';

interface Attempt {
  readonly train?: TrainSpec;
  readonly engine?: Engine;
  readonly resume?: boolean;
  readonly seed?: number;
  readonly text?: string;
  readonly imports?: ReadonlyMap<string, string>;
  readonly changes?: readonly string[];
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
  const { fingerprint, count: examples } = data.source;
  const facts = { engine: engine.name, seed, data: fingerprint, examples, options: {}, text, imports };
  const identity = identityOf(train, facts);
  const plan = { train, phases: train.phases.map(fakePhase), data, engine, seed };
  const folder = attempt.resume === true ? await RunFolder.open(path) : undefined;
  const own = folder ?? (await RunFolder.create(path, identity, { text }));
  try {
    await folder?.resume(identity, { text }, attempt.changes);
    return await runTraining(plan, own, silent, interrupted);
  } finally {
    await own.release();
  }
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

describe('a checkpoint that does not fit', () => {
  it.each([
    ['dense/kernel', undefined, 'it lacks `dense/kernel`'],
    ['dense/kernel/momentum', undefined, 'it lacks `dense/kernel/momentum`'],
    ['norm/moving_mean', [1, 2], 'it has the shape [1, 2] for `norm/moving_mean`'],
  ])('is refused: %s', async (name, shape, problem) => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    editCheckpoint(path, ({ tensors }) => {
      const tensor = tensors.get(name);
      tensors.delete(name);
      if (tensor !== undefined && shape !== undefined) tensors.set(name, { ...tensor, shape });
    });
    const more = fakeTrain([['main', 2]]);
    const [line] = linesOf(await failureOf(() => run(path, { train: more, resume: true })));
    expect(line).toBe(`CNN624: the checkpoint \`${path}/checkpoint.safetensors\` is damaged: ${problem}`);
  });
});

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

describe('a checkpoint that somebody has changed', () => {
  const record = { phase: 'main', epoch: 3, measures: {}, images: 1, seconds: 1, waited: 0 };
  it.each<[string, object, RegExp]>([
    ['history of the wrong kind', { history: 5 }, /`history` must be array/],
    ['a history of nothing', { history: [{}] }, /`history\/0` must have required property 'phase'/],
    ['less history than epochs', { history: [] }, /its history lacks epoch 1 of phase main/],
    ['a phase that there is not', { phase: 7 }, /it is in phase 7 of 1/],
    ['a phase below none', { phase: -1 }, /`phase` must be >= 0/],
    ['more epochs than there are', { epoch: 9 }, /it has done 9 epochs of 2/],
    ['an epoch that was never trained', { epoch: 2 }, /it has done 5 steps where 10 are due/],
    ['other steps', { steps: 1e9 }, /it has done 1000000000 steps where 5 are due/],
    ['updates', { updates: 3 }, /it has added up batches, which its phase does not/],
    ['a fraction', { steps: 4.5 }, /`steps` must be integer/],
    ['an unheard of word', { epochs: 1 }, /it must NOT have additional properties: `epochs`/],
    ['a record too many', { history: [record, record] }, /its history lacks epoch 1 of phase main/],
    ['a test without figures', { test: {} }, /its test has other measures/],
    ['skipped files of another kind', { skipped: [['a']] }, /`skipped\/0` must NOT have fewer than 2 items/],
    [
      'a cursor beyond the data',
      { partial: { cursor: 1e6, sums: { loss: 1 }, examples: 1, seconds: 0, waited: 0 } },
      /it has used 1 of 1000000 of 42 examples/,
    ],
  ])('is refused with the place: %s', async (_, change, problem) => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    editCheckpoint(path, (open) => (open.progress = { ...open.progress, ...change }));
    const lines = linesOf(
      await failureOf(() => run(path, { train: fakeTrain([['main', 2]]), resume: true })),
    );
    expect(lines[0]).toMatch(problem);
    expect(lines[1]).toBe('fix: remove the file to train from the beginning, or start a new run');
    rmSync(join(path, 'checkpoint.safetensors'));
    expect(await run(path, { train: fakeTrain([['main', 2]]), resume: true })).toMatchObject({
      status: 'done',
    });
  });

  it('is refused where a bit of a weight or a figure of its history is another, and nothing is written', async () => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    const file = join(path, 'checkpoint.safetensors');
    const own = readFileSync(file);
    const weights = weightsOf(path);
    const flipped = Buffer.from(own);
    flipped[flipped.length - 2] = (flipped.at(-2) ?? 0) ^ 1;
    const edited = Buffer.from(own.toString('latin1').replace(/(images\W+)\d/, '$19'), 'latin1');
    const unsealed = Buffer.from(own.toString('latin1').replace('"content"', '"c0ntent"'), 'latin1');
    for (const bytes of [flipped, edited, unsealed]) {
      expect(bytes.equals(own)).toBe(false);
      writeFileSync(file, bytes);
      const lines = linesOf(
        await failureOf(() => run(path, { train: fakeTrain([['main', 2]]), resume: true })),
      );
      expect(lines[0]).toMatch(/^CNN624: .* is damaged: its content is not what was written/);
      expect(weightsOf(path)).toEqual(weights);
    }
  });

  it('of an earlier version has no checksum, and is gone on with', async () => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    const file = join(path, 'checkpoint.safetensors');
    const text = readFileSync(file).toString('latin1').replace('cnnc-checkpoint-2', 'cnnc-checkpoint-1');
    writeFileSync(file, Buffer.from(text, 'latin1'));
    const more = await run(path, { train: fakeTrain([['main', 2]]), resume: true });
    expect(more.history).toHaveLength(2);
  });

  it('is refused where it is of another run, is none, or holds what is no number', async () => {
    const [path, other] = [newFolder(), newFolder()];
    await run(path);
    await run(other, { seed: 2 });
    const complaint = async (): Promise<string | undefined> =>
      linesOf(await failureOf(() => run(path, { resume: true })))[0];
    const file = join(path, 'checkpoint.safetensors');
    const own = readFileSync(file);
    writeFileSync(file, readFileSync(join(other, 'checkpoint.safetensors')));
    expect(await complaint()).toMatch(/is damaged: it is of another run$/);
    writeFileSync(file, readFileSync(join(path, 'weights.safetensors')));
    expect(await complaint()).toMatch(/is damaged: it is not a checkpoint$/);
    writeFileSync(file, own);
    editCheckpoint(path, ({ tensors }) => tensors.get('dense/kernel')?.data.fill(NaN));
    expect(await complaint()).toMatch(/is damaged: `dense\/kernel` is not finite$/);
    writeFileSync(file, Buffer.alloc(2 ** 22));
    expect(await complaint()).toMatch(/is damaged: it has .*, and at most .* are read$/);
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
      /^CNN620: .*: a part of its path is not a directory$/,
    );
    const done = newFolder();
    await run(done);
    expect(linesOf(await failureOf(() => run(done)))[0]).toBe(`CNN621: \`${done}\` already holds a run`);
  });

  it('may be an empty folder, or what is left of one that was killed while it was made', async () => {
    const path = temporaryDirectory();
    expect((await run(path)).status).toBe('done');
    for (const name of readdirSync(path)) {
      if (name !== 'run.json' && name !== 'spec.cnn') rmSync(join(path, name));
    }
    writeFileSync(join(path, '.spec.cnn.1-1-00000000-000000000000.tmp'), 'half');
    writeFileSync(join(path, '.checkpoint.safetensors.tmp'), 'of an earlier version');
    expect((await run(path)).status).toBe('done');
    expect(readdirSync(path)).toHaveLength(5);
  });

  it('is not made where a person keeps a file of a name that a run uses', async () => {
    const path = temporaryDirectory();
    writeFileSync(join(path, 'spec.cnn'), 'my own');
    expect(linesOf(await failureOf(() => run(path)))[0]).toMatch(
      /^CNN621: .* holds files that are not a run$/,
    );
    writeFileSync(join(path, 'run.json'), '{"my": "own"}');
    expect(linesOf(await failureOf(() => run(path)))[0]).toMatch(
      /^CNN621: .* holds files that are not a run$/,
    );
    expect(readFileSync(join(path, 'spec.cnn'), 'utf8')).toBe('my own');
    expect(readdirSync(path)).toEqual(['run.json', 'spec.cnn']);
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

  it('says how its data differ', async () => {
    const path = newFolder();
    await run(path);
    const train = {
      ...twoPhases,
      data: { ...twoPhases.data, source: { ...twoPhases.data.source, count: 70 } as DataSpec['source'] },
    };
    expect(linesOf(await failureOf(() => run(path, { train, resume: true })))).toContain(
      'note: data: 60 examples in the run, 70 now',
    );
    const seeded = { ...twoPhases, data: { ...twoPhases.data, seed: 2 } };
    expect(linesOf(await failureOf(() => run(path, { train: seeded, resume: true })))).toContain(
      'note: data: other files, or other content, than in the run',
    );
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
    const {
      imports: _,
      checksum: _none,
      ...older
    } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...older, format: 1 }));
    expect(await run(path, { resume: true })).toMatchObject({ status: 'done' });
  });

  it('says what is wrong with a folder that is no run, or is damaged', async () => {
    const path = temporaryDirectory();
    const complaint = async (): Promise<string | undefined> =>
      linesOf(await failureOf(() => run(path, { resume: true })))[0];
    expect(await complaint()).toBe(`CNN622: \`${path}\` is not a run to resume: it has no \`run.json\``);
    writeFileSync(join(path, 'run.json'), '{"format": 1');
    expect(await complaint()).toBe(
      `CNN622: \`${path}\` is not a run to resume: its \`run.json\` is damaged: it is not JSON`,
    );
    const done = newFolder();
    await run(done);
    const identity = join(done, 'run.json');
    const written = readFileSync(identity);
    const resumed = async (bytes: Uint8Array): Promise<string | undefined> => {
      writeFileSync(identity, bytes);
      return linesOf(await failureOf(() => run(done, { resume: true })))[0];
    };
    for (const at of sample([...written.keys()], 60)) {
      const flipped = Buffer.from(written);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect([at, await resumed(flipped)]).toEqual([at, expect.stringMatching(/^CNN622: .*`run.json`/)]);
    }
    const edited = written.toString().replace(/"epochs": (\d)/, '"epochs": 1$1');
    expect(await resumed(Buffer.from(edited))).toBe(
      `CNN622: \`${done}\` is not a run to resume: its \`run.json\` is damaged: its content is not what was written: it does not come to its checksum`,
    );
    writeFileSync(identity, JSON.stringify(JSON.parse(written.toString())));
    expect(await run(done, { resume: true })).toMatchObject({ status: 'done' });
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

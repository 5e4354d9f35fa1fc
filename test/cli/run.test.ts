import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { webgpuAvailability } from '../../runtime/engines/onnx/webgpu.ts';
import { availability } from '../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { encodeIdentity } from '../../runtime/train/identity-schema.ts';
import type { RunIdentity } from '../../runtime/train/identity.ts';
import { cnnc } from './run-cnnc.ts';
import { eventsOf, type RunEvent } from './run-events.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { idxSet, writeIdx } from '../support/idx.ts';
import { smallSpec } from '../support/small-spec.ts';

const tensorflow = await availability();
const webgpu = await webgpuAvailability();

describe('cnnc run', () => {
  it('trains every phase, tests once, and leaves a run folder', async () => {
    const directory = temporaryDirectory();
    const out = join(directory, 'run');
    const finished = await cnnc(['run', smallSpec(directory), '--out', out, '--json', '--engine', 'onnx']);
    expect(finished).toMatchObject({ code: 0, err: '' });
    const events = eventsOf(finished.out);
    expect(events.map(({ event, phase, epoch }) => [event, phase, epoch])).toEqual([
      ['epoch', 'warm', 1],
      ['epoch', 'main', 1],
      ['epoch', 'main', 2],
      ['done', undefined, undefined],
    ]);
    expect(events[0]).toHaveProperty('val_accuracy');
    expect(events[3]).toMatchObject({ out, engine: 'onnx', epochs: 3, skipped: 0 });
    expect(events[3]).toHaveProperty('classes', ['circle', 'square', 'triangle']);
    expect(events[3]).toHaveProperty('test_loss');
    expect(events[3]).toHaveProperty('test_accuracy');
    expect(readFileSync(join(out, 'log.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });

  it('tells a person what runs, each epoch, and what came of it', async () => {
    const directory = temporaryDirectory();
    const out = join(directory, 'run');
    const {
      code,
      out: result,
      err,
    } = await cnnc(['run', smallSpec(directory), '--out', out, '--engine', 'cpu']);
    expect(code).toBe(0);
    expect(err).toMatch(/Tiny · \d+ parameters/);
    expect(err).toContain('Shapes · 42 to train on, 12 to validate, 6 to test');
    expect(err).toContain('classes 0 circle, 1 square, 2 triangle\n');
    const kept = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as { classes: unknown };
    expect(kept.classes).toEqual(['circle', 'square', 'triangle']);
    expect(err).toMatch(/cpu · plain JavaScript\n.*10 · predicted peak memory \d+(\.\d+)? kB/);
    expect(err).toMatch(/epoch 2\/2 {2}loss \d\.\d+ \(val \d\.\d+\) · accuracy \d\.\d+ \(val \d\.\d+\)/);
    expect(result).toMatch(/│ phase │ epoch │ +loss │ accuracy │/);
    expect(result).toMatch(/test +loss \d\.\d+ · accuracy/);
    expect(result).toContain(out);
  });

  it('says how long it will take before it begins, and beside that how long it took', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory);
    vi.stubEnv('CNNC_FORECAST', 'on');
    try {
      const told = await cnnc(['run', file, '--out', join(directory, 'told'), '--engine', 'cpu']);
      expect(told.err).toMatch(/\n {2}time {4}about [\d.]+ s: warm [\d.]+ s, main [\d.]+ s\n {2}phase warm/);
      expect(told.out).toMatch(/time +[\d.]+ s in all; foretold [\d.]+ s/);
      const json = ['--out', join(directory, 'json'), '--engine', 'cpu', '--json'];
      const events = eventsOf((await cnnc(['run', file, ...json])).out);
      expect(events[0]).toMatchObject({ event: 'forecast', at_most: false, phases: [{}, {}] });
      expect(events.at(-1)?.['foretold_s']).toBe(events[0]?.['seconds']);
      expect(events.at(-1)?.['run_s']).toBeGreaterThan(0);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('says how often each class is drawn where they are balanced', async () => {
    const directory = temporaryDirectory();
    for (const [name, images] of [
      ['rose', 12],
      ['tulip', 5],
    ] as const) {
      mkdirSync(join(directory, 'photos', name), { recursive: true });
      const image = await sharp({
        create: { width: 8, height: 8, channels: 3, background: name === 'rose' ? 'red' : 'blue' },
      })
        .png()
        .toBuffer();
      for (let index = 0; index < images; index++)
        writeFileSync(join(directory, 'photos', name, `${index}.png`), image);
    }
    const file = smallSpec(directory, {
      'classes = 3': 'classes = 2',
      '[8, 8, 1]': '[8, 8, 3]',
      'class[3]': 'class[2]',
      'shapes(count=60, size=8, channels=1, classes=3)': 'folder("photos")',
      'split { train = 70%  valid = 20%  test = 10% }': 'balance = oversample',
      'batch = 10': 'batch = 4',
    });
    const args = ['run', file, '--engine', 'cpu', '--epochs', '1', '--out'];
    const told = await cnnc([...args, join(directory, 'told')]);
    expect(told.err).toContain(
      'oversample · 24 draws an epoch, 12 of each class (rose 12, tulip 5 examples)',
    );
    expect(told.out).toMatch(/balance +12 draws of each class an epoch/);
    const [first, ...others] = eventsOf((await cnnc([...args, join(directory, 'json'), '--json'])).out);
    expect(first).toEqual({
      event: 'balance',
      draws: 24,
      classes: [
        { name: 'rose', examples: 12, draws: 12 },
        { name: 'tulip', examples: 5, draws: 12 },
      ],
    });
    expect(others.at(-1)).toMatchObject({ event: 'done', draws_of_each_class: 12 });
    const log = readFileSync(join(directory, 'json', 'log.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(log.map((line) => (JSON.parse(line) as RunEvent)['images'])).toEqual([24, 24]);
  });

  it.for(['tensorflow', 'onnx', 'wasm', 'cpu'])(
    'gives the same weights again on %s',
    async (engine, { skip }) => {
      skip(engine === 'tensorflow' && !tensorflow.available);
      const directory = temporaryDirectory();
      const file = smallSpec(directory, { 'epochs = 2': 'epochs = 1' });
      const weights: Buffer[] = [];
      for (const name of ['a', 'b']) {
        const out = join(directory, name);
        expect(await cnnc(['run', file, '--out', out, '--engine', engine, '--seed', '3'])).toMatchObject({
          code: 0,
        });
        weights.push(readFileSync(join(out, 'weights.safetensors')));
      }
      expect(weights[0]).toEqual(weights[1]);
    },
  );

  it('goes on with a finished run where more epochs are asked for, as if it had never stopped', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, { 'epochs = 1 ': 'epochs = 2 ' });
    const [parts, whole] = [join(directory, 'parts'), join(directory, 'whole')];
    await cnnc(['run', file, '--out', parts]);
    const more = await cnnc(['run', file, '--out', parts, '--resume', '--epochs', '3', '--json']);
    expect(more.err).toContain('epochs of phase warm: 2 in the run, 3 now');
    const longer = smallSpec(directory, {
      'phase warm { epochs = 1  optimizer = SGD(learning_rate=0.05) }': '',
    });
    await cnnc(['run', longer, '--out', join(directory, 'short'), '--epochs', '1']);
    const resumed = await cnnc([
      'run',
      longer,
      '--out',
      join(directory, 'short'),
      '--resume',
      '--epochs',
      '3',
      '--json',
    ]);
    expect(resumed).toMatchObject({ code: 0, err: '' });
    await cnnc(['run', longer, '--out', whole, '--epochs', '3']);
    const read = (path: string): Buffer => readFileSync(join(path, 'weights.safetensors'));
    expect(read(join(directory, 'short'))).toEqual(read(whole));
  });

  it('does not go on once an imported file has changed', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, {
      'model Tiny(classes = 3) {': 'import { rate } from "./rates.cnn"\nmodel Tiny(classes = 3) {',
      'learning_rate=0.05': 'learning_rate=rate',
    });
    const rates = join(directory, 'rates.cnn');
    writeFileSync(rates, 'let rate = 0.05');
    const args = ['run', file, '--out', join(directory, 'run'), '--engine', 'cpu'];
    expect(await cnnc(args)).toMatchObject({ code: 0 });
    writeFileSync(rates, 'let rate = 0.06');
    const resumed = await cnnc([...args, '--resume']);
    expect(resumed.code).toBe(1);
    expect(resumed.err).toContain('phase `warm`: learning_rate 0.05 in the run, 0.06 now');
    writeFileSync(rates, '# as it was\nlet rate = 1/20');
    expect(await cnnc([...args, '--resume'])).toMatchObject({
      code: 0,
      err: expect.not.stringContaining('error') as string,
    });
  });

  it('says what of a changed file is another training, and takes comments and layout for none', async () => {
    const directory = temporaryDirectory();
    const out = join(directory, 'run');
    const args = (file: string) => ['run', file, '--engine', 'cpu', '--out', out];
    expect(await cnnc(args(smallSpec(directory)))).toMatchObject({ code: 0 });
    const same = smallSpec(directory, {
      '  Flatten\n': '  # flat\n  Flatten\n\n',
      'Conv2D(4, 3,': 'Conv2D(2 + 2, kernel_size=3,',
    });
    expect(await cnnc([...args(same), '--resume'])).toMatchObject({ code: 0 });
    const other = smallSpec(directory, {
      'Conv2D(4, 3': 'Conv2D(8, 3',
      '  BatchNormalization\n': '',
      'Dropout(0.2)': 'Dropout(0.3)',
      '1/255': '1/127.5',
      'Adam(learning_rate=0.01)': 'Nadam(learning_rate=0.02)',
    });
    const { code, err } = await cnnc([...args(other), '--resume']);
    expect(code).toBe(1);
    for (const note of [
      'layer `conv2d`: filters 4 in the run, 8 now',
      'layer `batch_normalization` (BatchNormalization): in the run, removed since',
      'layer `dropout`: rate 0.2 in the run, 0.3 now',
      /data: prepare \[\{ kind=Rescaling scale=0.0039\d+ offset=0 \}\] in the run, \[\{ kind=Rescaling scale=0.0078\d+ offset=0 \}\] now/,
      'phase `main`: optimizer Adam in the run, Nadam now',
      'phase `main`: learning_rate 0.01 in the run, 0.02 now',
    ]) {
      expect(err).toMatch(note);
    }
  });

  it('takes the next free number for a run without a place, also where two begin at once', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory);
    const before = process.cwd();
    process.chdir(directory);
    try {
      const ran = await Promise.all(
        [1, 2, 3].map(() => cnnc(['run', file, '--engine', 'cpu', '--epochs', '1'])),
      );
      expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
    } finally {
      process.chdir(before);
    }
    expect(readdirSync(join(directory, 'runs')).sort()).toEqual(['Tiny-1', 'Tiny-2', 'Tiny-3']);
  });

  it('takes up the options of the run that it goes on with', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory);
    const out = join(directory, 'run');
    await cnnc(['run', file, '--out', out, '--seed', '5', '--batch', '7', '--engine', 'cpu']);
    const same = await cnnc(['run', file, '--out', out, '--resume', '--json']);
    expect(same).toMatchObject({ code: 0, err: '' });
    expect(eventsOf(same.out)).toMatchObject([{ event: 'done', engine: 'cpu', epochs: 3 }]);
    const other = await cnnc(['run', file, '--out', out, '--resume', '--seed', '6', '--engine', 'onnx']);
    expect(other.code).toBe(1);
    expect(other.err).toContain('engine: cpu in the run, onnx now');
    expect(other.err).toContain('seed: 5 in the run, 6 now');
  });

  it('goes on with the batches that it chose, and says where others are asked for', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, { 'batch = 10': 'batch = 10  memory = 60 KB  accumulate = 2' });
    const args = (out: string): string[] => ['run', file, '--engine', 'cpu', '--json', '--out', out];
    const record = (out: string): string => join(out, 'run.json');
    const batchesIn = (out: string): unknown =>
      (JSON.parse(readFileSync(record(out), 'utf8')) as RunIdentity).phases.map(({ batch }) => batch);
    const [auto, out] = [join(directory, 'auto'), join(directory, 'run')];
    const first = await cnnc([...args(auto), '--batch', 'auto']);
    const chosen = eventsOf(first.out).flatMap(({ event, batch }) => (event === 'batch' ? [batch] : []));
    expect(JSON.parse(readFileSync(record(auto), 'utf8'))).toMatchObject({
      options: { batch: 'auto' },
      phases: [
        { name: 'warm', batch: chosen[0], accumulate: 2 },
        { name: 'main', batch: chosen[1], accumulate: 2 },
      ],
    });
    // As if a compiler that plans otherwise had chosen: nothing is chosen again.
    const smaller = Number(chosen[0]) - 1;
    expect(await cnnc([...args(out), '--batch', String(smaller)])).toMatchObject({ code: 0 });
    const { options, ...rest } = JSON.parse(readFileSync(record(out), 'utf8')) as RunIdentity;
    const { checksum: _, ...identity } = rest as typeof rest & { readonly checksum: unknown };
    writeFileSync(record(out), encodeIdentity({ ...identity, options: { ...options, batch: 'auto' } }));
    for (const again of [['--resume'], ['--resume', '--batch', 'auto']]) {
      expect(await cnnc([...args(out), ...again])).toMatchObject({ code: 0 });
      expect(batchesIn(out)).toEqual([smaller, smaller]);
    }
    const other = await cnnc([...args(out), '--resume', '--batch', '3']);
    expect(other.code).toBe(1);
    expect(other.err).toContain(`batch of phase warm: ${smaller} in the run, 3 now`);
    expect(batchesIn(out)).toEqual([smaller, smaller]);
  });

  it('reads a directory that is given instead, and says what does not fit at its place', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, {
      'shapes(count=60, size=8, channels=1, classes=3)': 'idx("nowhere")',
    });
    const missing = await cnnc(['run', file, '--json']);
    expect(missing.code).toBe(1);
    expect(eventsOf(missing.out)).toMatchObject([{ event: 'error', diagnostics: [{ code: 'CNN601' }] }]);
    expect(missing.err).toContain('tiny.cnn:11:12');
    writeIdx(directory, 'train', idxSet(60, 8, 8));
    expect(
      await cnnc(['run', file, '--data', `Shapes=${directory}`, '--out', join(directory, 'run')]),
    ).toMatchObject({ code: 0 });
    writeIdx(directory, 'train', idxSet(60, 9, 9));
    const unfit = await cnnc([
      'run',
      file,
      '--data',
      `Shapes=${directory}`,
      '--out',
      join(directory, 'other'),
    ]);
    expect(unfit.code).toBe(1);
    expect(unfit.err).toContain(
      'error[CNN614]: the input `image` takes [8, 8, 1], but the prepared image is [9, 9, 1]',
    );
  });

  it('stops before anything is written where the file has mistakes', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, { 'Conv2D(4': 'Conv2d(4' });
    const { code, out, err } = await cnnc(['run', file, '--json', '--out', join(directory, 'run')]);
    expect(code).toBe(1);
    expect(err).toContain('Conv2D');
    expect(eventsOf(out)).toMatchObject([{ event: 'error' }]);
    expect(await cnnc(['run', join(directory, 'none.cnn')])).toMatchObject({ code: 1 });
  });

  it('checks the budget for the batch and the engine that run', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, { 'batch = 10': 'batch = 2  memory = 40 KiB' });
    const args = ['--batch', '42', '--engine', 'cpu', '--out', join(directory, 'run')];
    const { code, err } = await cnnc(['run', file, ...args]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /error\[CNN632\]: the phase `warm` needs .* at a batch of 42 on this engine, `\w+`, over its budget of/,
    );
    expect(err).toMatch(
      /fix: `--batch \d+` is the largest that fits; or `batch = \d+` with `accumulate = \d+`/,
    );
    expect(err).toMatch(/keeps an update of 42, but for `BatchNormalization`/);
  });

  it('takes the largest batch within the budget, at most the training part, where it is told to', async () => {
    const directory = temporaryDirectory();
    const args = ['--json', '--batch', 'auto', '--engine', 'cpu', '--epochs', '1'];
    const run = (memory: string, out: string) => {
      const file = smallSpec(directory, { 'batch = 10': `batch = 10  memory = ${memory}` });
      return cnnc(['run', file, ...args, '--out', join(directory, out)]);
    };
    const [warm, main] = eventsOf((await run('60 KB', 'tight')).out);
    for (const event of [warm, main]) {
      expect(event).toMatchObject({ event: 'batch' });
      expect(event?.['peak_bytes']).toBeLessThanOrEqual(60_000);
      expect(event?.['batch']).toBeGreaterThan(1);
      expect(event?.['batch']).toBeLessThan(42);
    }
    expect([warm?.['phase'], main?.['phase']]).toEqual(['warm', 'main']);
    const wide = await run('1 GiB', 'wide');
    expect(eventsOf(wide.out)).toMatchObject([{ batch: 42 }, { batch: 42 }, {}, {}, { event: 'done' }]);
    expect((await run('1 KB', 'none')).err).toMatch(/CNN632.*at a batch of 1 on this engine/);
    const free = smallSpec(directory);
    const refused = await cnnc(['run', free, ...args, '--out', join(directory, 'free')]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('error[CNN634]')]);
  });

  it.each([
    [['--engine', 'onxx'], 'there is no engine `onxx`', 'did you mean `onnx`?'],
    [['--engine', 'tfjs-webgpu'], 'there is no engine `tfjs-webgpu`', 'did you mean `webgpu`?'],
    [['--epochs', '0'], '`--epochs` takes a whole number from 1 to 1000000, not `0`', ''],
    [['--batch', '1e3'], '`--batch` takes a whole number', ''],
    [['--seed', '-1'], '`--seed` takes a whole number', ''],
    [['--data', 'x'], '`--data` takes NAME=PATH, not `x`', '--data NAME=x'],
    [['--data', 'Shape=x'], '`Tiny` does not train on data `Shape`', 'its data is `Shapes`'],
    [['--data', 'Shapes=x'], 'the data `Shapes` is generated and has no directory', ''],
    [['--train', 'Tinny'], 'has no train block `Tinny`', 'did you mean `Tiny`?'],
    [['--out', ''], '`--out` is given an empty name', 'write `--out runs/first`, say'],
    [['--resume', '--out', ''], '`--out` is given an empty name', 'write `--out runs/first`, say'],
    [['--resume'], '`--resume` needs to know which run', 'add `--out DIR`'],
    [['--epoch', '3'], "unknown option '--epoch'", '--epochs'],
  ])('explains wrong usage: %s', async (args, message, fix) => {
    const { code, out, err } = await cnnc(['run', smallSpec(temporaryDirectory()), ...args]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).toContain(fix);
  });

  it.skipIf(webgpu.available)('is honest about a missing GPU', async () => {
    const { code, err } = await cnnc(['run', smallSpec(temporaryDirectory()), '--engine', 'webgpu']);
    expect(code).toBe(1);
    expect(err).toMatch(/^error\[CNN640\]: the engine .* cannot run here: .* no GPU .*\n.*fix: /);
  });
});

import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { webgpuAvailability } from '../../runtime/engines/onnx/webgpu.ts';
import { encodeIdentity } from '../../runtime/train/identity-schema.ts';
import type { RunIdentity } from '../../runtime/train/identity.ts';
import { sharedDirectory, temporaryDirectory } from '../support/directory.ts';
import { idxSet, writeIdx } from '../support/idx.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const webgpu = await webgpuAvailability();

interface Told {
  readonly [key: string]: unknown;
  readonly measures: Readonly<Record<string, number>>;
  readonly heads: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What `evaluate --json` tells, checked against the schema. */
async function evaluated(...args: readonly string[]): Promise<Told> {
  const { code, out, err } = await cnnc(['evaluate', ...args, '--json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  const told = JSON.parse(out) as Told;
  expect(schemaErrors('evaluate', told)).toEqual([]);
  return told;
}

/** The codes that `evaluate --json` refuses with. */
async function refusal(...args: readonly string[]): Promise<readonly string[]> {
  const { code, out } = await cnnc(['evaluate', ...args, '--json']);
  expect(code).toBe(1);
  const told = JSON.parse(out) as { readonly diagnostics: readonly { readonly code: string }[] };
  expect(schemaErrors('evaluate', told)).toEqual([]);
  return told.diagnostics.map(({ code: each }) => each);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('a run on generated shapes', () => {
  const directory = sharedDirectory();
  let run = '';
  let last: Readonly<Record<string, number>> = {};

  beforeAll(async () => {
    run = join(directory(), 'run');
    const { out, code } = await cnnc([
      'run',
      smallSpec(directory()),
      '--out',
      run,
      '--engine',
      'cpu',
      '--json',
    ]);
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number>);
    last = { ...lines.at(-2), ...lines.at(-1) };
  });

  it('has the figures of the run itself, of each part', async () => {
    const test = await evaluated(run);
    expect(test).toMatchObject({ part: 'test', own_data: true, engine: 'cpu', examples: 6, skipped: 0 });
    expect(test.measures).toEqual({ loss: last['test_loss'], accuracy: last['test_accuracy'] });
    const valid = await evaluated(run, '--part', 'valid');
    expect(valid.measures).toEqual({ loss: last['val_loss'], accuracy: last['val_accuracy'] });
    expect(await evaluated(run, '--part', 'all')).toMatchObject({ part: 'all', examples: 60 });
  });

  it('counts what is taken for what, and says what classes came to', async () => {
    const { heads, measures, classes } = await evaluated(run, '--part', 'all');
    const { confusion, per_class, accuracy } = heads['label'] as unknown as {
      readonly confusion: readonly (readonly number[])[];
      readonly per_class: readonly { readonly class: string; readonly support: number }[];
      readonly accuracy: number;
    };
    expect(classes).toEqual(['circle', 'square', 'triangle']);
    expect(per_class.map((each) => [each.class, each.support])).toEqual([
      ['circle', 20],
      ['square', 20],
      ['triangle', 20],
    ]);
    expect(confusion.map(sum)).toEqual([20, 20, 20]);
    expect(sum(confusion.map((row, number) => row[number] ?? 0)) / 60).toBeCloseTo(accuracy, 12);
    expect(measures['accuracy']).toBeCloseTo(accuracy, 6);
  });

  it('is told to a person as tables', async () => {
    const { code, out } = await cnnc(['evaluate', run]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Tiny {2}6 examples of the part `test`, on cpu\n {2}loss \S+ · accuracy \S+\n/);
    expect(out).toMatch(/\nclass +precision +recall +f1 +support\ncircle /);
    expect(out).toMatch(/\ntrue \\ taken for +circle +square +triangle\n/);
  });

  it('says of logits of a yes that a metric of Keras’s compares them themselves', async () => {
    const folder = temporaryDirectory();
    const two = smallSpec(folder, {
      'classes = 3': 'classes = 1',
      'Dense(classes, activation=softmax)': 'Dense(classes)',
      'classes=3)': 'classes=2)',
      'class[3]': 'class[2]',
      'loss = sparse_categorical_crossentropy': 'loss = BinaryCrossentropy(from_logits=true)',
    });
    const out = join(folder, 'run');
    expect(await cnnc(['run', two, '--out', out, '--engine', 'cpu'])).toMatchObject({ code: 0 });
    expect((await cnnc(['evaluate', out])).out).toMatch(/`accuracy` above, as Keras has it, where the logit/);
    expect((await cnnc(['evaluate', run])).out).not.toContain('logit');
  });

  it('needs the folder alone, wherever it is, and leaves it as it was', async () => {
    const moved = join(temporaryDirectory(), 'elsewhere');
    cpSync(run, moved, { recursive: true });
    rmSync(join(moved, 'checkpoint.safetensors'));
    const before = readFileSync(join(moved, 'run.json'), 'utf8');
    expect((await evaluated(moved)).measures).toEqual((await evaluated(run)).measures);
    expect(readFileSync(join(moved, 'run.json'), 'utf8')).toBe(before);
    expect(existsSync(join(moved, 'checkpoint.safetensors'))).toBe(false);
  });

  it('is refused where there is no run, no weights, or other texts', async () => {
    expect(await refusal(directory())).toEqual(['CNN622']);
    const broken = join(temporaryDirectory(), 'broken');
    cpSync(run, broken, { recursive: true });
    rmSync(join(broken, 'weights.safetensors'));
    expect(await refusal(broken)).toEqual(['CNN670']);
    const {
      texts: _texts,
      checksum: _checksum,
      ...old
    } = JSON.parse(readFileSync(join(broken, 'run.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(broken, 'run.json'), JSON.stringify({ ...old, format: 1 }));
    expect(await refusal(broken)).toEqual(['CNN750']);
  });

  /** A copy of the run that says something else of itself. */
  function altered(changes: Partial<RunIdentity>): string {
    const copy = join(temporaryDirectory(), 'copy');
    cpSync(run, copy, { recursive: true });
    const { checksum: _, ...identity } = JSON.parse(
      readFileSync(join(copy, 'run.json'), 'utf8'),
    ) as RunIdentity & {
      readonly checksum: string;
    };
    writeFileSync(join(copy, 'run.json'), encodeIdentity({ ...identity, ...changes }));
    return copy;
  }

  it('says so where its weights are no numbers', async () => {
    const broken = altered({});
    const file = join(broken, 'weights.safetensors');
    const bytes = readFileSync(file);
    bytes.writeFloatLE(NaN, bytes.length - 4);
    writeFileSync(file, bytes);
    const { code, err } = await cnnc(['evaluate', broken]);
    expect({ code, isTold: err.includes('warning[CNN652]') }).toEqual({ code: 0, isTold: true });
  });

  it('is refused where its text does not come to what it trained', async () => {
    expect(await refusal(altered({ train: 'Other' }))).toEqual(['CNN751']);
  });

  it.skipIf(webgpu.available)('takes another engine where its own is not here, and says so', async () => {
    const { code, err } = await cnnc(['evaluate', altered({ engine: 'webgpu' })]);
    expect(code).toBe(0);
    expect(err).toContain('warning[CNN752]: the run was trained on `webgpu`, which cannot run here');
  });

  it('takes options by their names, and says what is meant by others', async () => {
    expect(await cnnc(['evaluate', run, '--part', 'tests'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean `test`?') as string,
    });
    expect(await cnnc(['evaluate', run, '--data', 'Other=x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('its data is `Shapes`') as string,
    });
  });
});

describe('a run on files', () => {
  const spec = `
data Blobs { source = folder("blobs")  field label: class[2]  split { train = 50%  valid = 50% } }
model Net {
  input image: float32[?h, ?w, 3]
  Conv2D(2, 3)
  GlobalAveragePooling2D
  output label: Dense(2, activation=softmax)
}
train Net on Blobs {
  batch = 4
  objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  phase main { epochs = 1  optimizer = Adam }
}`;

  async function blobs(directory: string, names: readonly string[], count: number): Promise<void> {
    for (const [number, name] of names.entries()) {
      mkdirSync(join(directory, name), { recursive: true });
      for (let index = 0; index < count; index++) {
        const background = { r: 40 * index, g: 200 * number, b: 10 };
        const picture = sharp({ create: { width: 8, height: 6, channels: 3, background } });
        await picture.png().toFile(join(directory, name, `${index}.png`));
      }
    }
  }

  it('finds its data from the folder of the run, moved with it, and takes the sizes that they had', async () => {
    const project = temporaryDirectory();
    await blobs(join(project, 'blobs'), ['dark', 'light'], 4);
    writeFileSync(join(project, 'net.cnn'), spec);
    const out = join(project, 'runs', 'first');
    const trained = await cnnc(['run', join(project, 'net.cnn'), '--out', out, '--engine', 'cpu', '--json']);
    expect(trained.err).toBe('');
    const moved = join(temporaryDirectory(), 'project');
    renameSync(project, moved);
    const run = join(moved, 'runs', 'first');
    const own = await evaluated(run);
    expect(own).toMatchObject({ part: 'valid', own_data: true, examples: 4 });
    expect(trained.out).toContain(`"val_loss":${own.measures['loss']}`);

    await blobs(join(moved, 'blobs'), ['dark', 'light'], 5);
    const changed = await cnnc(['evaluate', run]);
    expect({ code: changed.code, isTold: changed.err.includes('warning[CNN758]') }).toEqual({
      code: 0,
      isTold: true,
    });

    const other = temporaryDirectory();
    await blobs(other, ['dark', 'light'], 3);
    expect(await evaluated(run, '--data', `Blobs=${other}`)).toMatchObject({
      part: 'all',
      own_data: false,
      examples: 6,
    });
    await blobs(other, ['grey'], 1);
    rmSync(join(other, 'dark'), { recursive: true });
    expect(await refusal(run, '--data', `Blobs=${other}`)).toEqual(['CNN753']);
    rmSync(join(moved, 'blobs'), { recursive: true });
    expect(await refusal(run)).toEqual(['CNN601']);
  });

  it('says which parts there are where one has no examples', async () => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', idxSet(8, 4, 4));
    const file = join(directory, 'm.cnn');
    writeFileSync(
      file,
      spec
        .replace('folder("blobs")', 'idx(".")')
        .replace('class[2]', 'class[3]')
        .replace('Dense(2', 'Dense(3')
        .replace('?w, 3]', '?w, 1]'),
    );
    const run = join(directory, 'run');
    expect((await cnnc(['run', file, '--out', run, '--engine', 'cpu'])).code).toBe(0);
    expect(await refusal(run, '--part', 'test')).toEqual(['CNN754']);
  });
});

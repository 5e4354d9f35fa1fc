import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const spec = `model Tiny(classes = 4) {
  input image: float32[8, 8, 1]
  Conv2D(2, 3, padding=same, activation=relu)
  Flatten
  output shape: Dense(classes, activation=softmax)
}
data Shapes {
  source = shapes(count=64, size=8, channels=1, classes=4)
  field shape: class[4]
  split { train = 80%  valid = 20% }
  seed = 7
  prepare { Rescaling(1/255) }
}
train Tiny on Shapes {
  batch = 16
  memory = 64 MiB
  objective shape { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  phase main { epochs = 2  optimizer = Adam(learning_rate=0.002) }
}`;

describe('cnnc build, of code', () => {
  it('writes TypeScript where no target is named, with classes and training; a model alone has none', async () => {
    const file = fileOf(spec);
    const out = join(temporaryDirectory(), 'src');
    const built = await cnnc(['build', file, '-o', out, '--json']);
    expect(built).toMatchObject({ code: 0, err: '' });
    const record: unknown = JSON.parse(built.out);
    expect(schemaErrors('build', record)).toEqual([]);
    expect(record).toMatchObject({
      ...{ target: 'typescript', model: 'Tiny', classes: ['circle', 'square', 'triangle', 'star'] },
      prepare: [{ kind: 'Rescaling', scale: 1 / 255, offset: 0 }],
    });
    const [main = ''] = (record as { files: string[] }).files;
    const text = readFileSync(join(out, main), 'utf8');
    expect(text).toMatch(/^\/\/ Made by cnnc \d+\.\d+\.\d+ from /);
    expect(text).toContain('import * as tf from "@tensorflow/tfjs-node-gpu"');
    expect(text).toContain('export async function train');

    const alone = await cnnc(['build', file, '-o', out, '--model', 'Tiny', '--tfjs', '@tensorflow/tfjs']);
    expect(alone).toMatchObject({ code: 0 });
    const other = readFileSync(join(out, main), 'utf8');
    expect(other).toContain('import * as tf from "@tensorflow/tfjs"');
    expect(other).not.toContain('function train');
  });

  it('writes the same bytes each time, tells what differs, and does not overwrite what was edited', async () => {
    const file = fileOf(spec);
    const out = join(temporaryDirectory(), 'net');
    const build = (...more: readonly string[]) =>
      cnnc(['build', file, '-o', out, '--target', 'keras', ...more]);
    expect(await build()).toMatchObject({ code: 0 });
    const texts = () => readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    const first = texts();
    expect(await build()).toMatchObject({ code: 0 });
    expect(texts()).toEqual(first);
    expect(await build('--diff')).toMatchObject({ code: 0, out: '' });

    const edited = join(out, '__init__.py');
    writeFileSync(edited, `${readFileSync(edited, 'utf8')}# mine\n`);
    const drift = await build('--diff');
    expect(drift.code).toBe(1);
    expect(drift.out).toContain('-# mine');
    const refused = await build();
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('CNN710');
    expect(readFileSync(edited, 'utf8')).toContain('# mine');
    expect(await build('--force')).toMatchObject({ code: 0 });
    expect(readFileSync(edited, 'utf8')).not.toContain('# mine');
  });

  it('remembers what was chosen for the folder, which is that of one spec', async () => {
    const [file, out] = [fileOf(spec), join(temporaryDirectory(), 'net')];
    const build = (...more: readonly string[]) => cnnc(['build', file, '-o', out, ...more]);
    expect(await build('--tfjs', '@tensorflow/tfjs', '--project')).toMatchObject({ code: 0 });
    expect(await build('--diff')).toMatchObject({ code: 0, out: '' });
    expect(await build()).toMatchObject({ code: 0 });
    const modules = readdirSync(out).filter((name) => name.endsWith('.ts'));
    const texts = modules.map((name) => readFileSync(join(out, name), 'utf8'));
    expect(texts.some((text) => text.includes('from "@tensorflow/tfjs"'))).toBe(true);
    expect(existsSync(join(out, 'package.json'))).toBe(true);
    const other = await build('--target', 'keras');
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('CNN712')]);
    expect(existsSync(join(out, 'package.json'))).toBe(true);
  });

  it.each([
    [['--target', 'ts'], 'did you mean `typescript`?'],
    [['--target', 'Python'], 'did you mean `keras`?'],
    [['-o', 'net.ts'], '`net.ts` is named like a file'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, err } = await cnnc(['build', fileOf(spec), ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('warns of a folder that Python cannot import, and names one that it can (CNN734)', async () => {
    const folder = temporaryDirectory();
    const build = (name: string, target = 'keras') =>
      cnnc(['build', fileOf(spec), '-o', join(folder, name), '--target', target]);
    const { code, err } = await build('my-net');
    expect([code, err]).toEqual([0, expect.stringMatching(/^warning\[CNN734\].*`my-net`\n.*`-o my_net`$/m)]);
    expect((await build('class')).err).toContain('`-o class_`');
    expect((await build('2x')).err).toContain('`-o _2x`');
    expect((await build('my_net')).err).toBe('');
    expect((await build('my-code', 'typescript')).err).toBe('');
  });

  it('says what of the data its training leaves out (CNN735)', async () => {
    const file = fileOf(spec.replace('seed = 7', 'augment { RandomFlip(horizontal) }  balance = oversample'));
    const build = (target: string, ...more: readonly string[]) =>
      cnnc(['build', file, '-o', join(temporaryDirectory(), 'net'), '--target', target, ...more]);
    expect((await build('typescript')).err).toMatch(
      /^warning\[CNN735\]: .*`augment`(,| and) `balance` of `Shapes` out/,
    );
    expect((await build('keras')).err).toBe('');
    expect((await build('typescript', '--model', 'Tiny')).err).toBe('');
  });

  it('says which metrics its training leaves out (CNN755)', async () => {
    const written = spec.replace('[accuracy]', '[accuracy, log_loss, f1_score]');
    const build = (target: string) =>
      cnnc(['build', fileOf(written), '-o', join(temporaryDirectory(), 'net'), '--target', target]);
    expect((await build('keras')).err).toMatch(/^warning\[CNN755\]: .*: `f1_score`\n/);
    expect((await build('typescript')).err).toMatch(/^warning\[CNN755\]: .*: `log_loss`, `f1_score`\n/);
  });

  it('refuses an optimizer that the language lacks, and writes the model alone (CNN757)', async () => {
    const file = fileOf(spec.replace(/optimizer = \w+(\([^)]*\))?/, 'optimizer = AdamW(clipnorm=1)'));
    const build = (target: string, ...more: readonly string[]) =>
      cnnc(['build', file, '-o', join(temporaryDirectory(), 'net'), '--target', target, ...more]);
    const refused = await build('typescript');
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(/^error\[CNN757\]: .* has no `AdamW` for `phase/),
    ]);
    expect((await build('typescript', '--model', 'Tiny')).code).toBe(0);
    expect(await build('keras')).toMatchObject({ code: 0, err: '' });
  });

  it('refuses to train with lists of boxes, and writes the model alone (CNN830)', async () => {
    const file = fileOf(`data D { source = shapes(9, objects=[0, 3])  field objects: boxes[3, 4] }
block Squares { input target: float32  input prediction: float32  from target  Subtract(with=prediction)  Square }
model Tiny { input image: float32[32, 32, 1]  Flatten  Dense(15)  output objects: Reshape([3, 5]) }
train Tiny on D { batch = 3  objective objects { loss = Squares }  phase main { epochs = 1  optimizer = Adam } }`);
    for (const target of ['typescript', 'keras']) {
      const build = (...more: readonly string[]) =>
        cnnc(['build', file, '-o', join(temporaryDirectory(), 'net'), '--target', target, ...more]);
      const refused = await build();
      expect([refused.code, refused.err]).toEqual([
        1,
        expect.stringMatching(/^error\[CNN830\]: .* `boxes` /m),
      ]);
      expect((await build('--model', 'Tiny')).code).toBe(0);
    }
  });

  it('says whose best weights its training does not keep (CNN756)', async () => {
    const written = spec.replace(/epochs = /, 'monitor = loss  epochs = ');
    const build = (target: string) =>
      cnnc(['build', fileOf(written), '-o', join(temporaryDirectory(), 'net'), '--target', target]);
    expect((await build('keras')).err).toBe('');
    expect((await build('typescript')).err).toMatch(/^warning\[CNN756\]: .* of `Tiny` with the last weights/);
  });

  it('says which files of an earlier build it has taken away', async () => {
    const out = join(temporaryDirectory(), 'src');
    await cnnc(['build', fileOf(spec), '-o', out, '--project']);
    const file = fileOf(spec);
    await cnnc(['build', file, '-o', out, '--force', '--project']);
    writeFileSync(join(out, 'own.ts'), '');
    const again = await cnnc(['build', file, '-o', out, '--force', '--target', 'keras', '--json']);
    const record: unknown = JSON.parse(again.out);
    expect(schemaErrors('build', record)).toEqual([]);
    expect((record as { removed: string[] }).removed).toContain('package.json');
    expect(existsSync(join(out, 'own.ts'))).toBe(true);
  });

  it('says which layers Keras cannot tell apart, and a label with which it can', async () => {
    const text = `block Unit { conv: Conv2D(3, 1) }
model Net {
  input image: float32[8, 8, 3]
  unit_conv: Conv2D(3, 3)
  unit: Unit
  sum_: ReLU
  sum: ReLU
  GlobalAveragePooling2D
  output label: Dense(3)
}`;
    const out = join(temporaryDirectory(), 'net');
    const args = ['-o', out, '--target', 'keras'];
    const { code, err } = await cnnc(['build', fileOf(text), ...args]);
    expect(code).toBe(1);
    expect(err.match(/CNN731.*/g)).toEqual([
      expect.stringContaining('calls two layers of `Net` `unit_conv`'),
      expect.stringContaining('calls two layers of `Net` `sum_`'),
    ]);
    const labels = [...err.matchAll(/another label: `(\w+): …`/g)].map(([, label = '']) => label);
    expect(labels).toEqual(['conv_2', 'sum_2']);
    const [conv = '', sum = ''] = labels;
    const mended = text.replace('conv: Conv2D(3, 1)', `${conv}: Conv2D(3, 1)`).replace('sum:', `${sum}:`);
    expect(await cnnc(['build', fileOf(mended), ...args])).toMatchObject({ code: 0, err: '' });
    const typescript = ['-o', join(temporaryDirectory(), 'net')];
    expect(await cnnc(['build', fileOf(text), ...typescript])).toMatchObject({ code: 0 });
  });

  it('takes the weights of a file along', async () => {
    const file = fileOf(spec);
    const directory = temporaryDirectory();
    const trained = await cnnc([
      'run',
      file,
      '--engine',
      'cpu',
      '--epochs',
      '1',
      '--out',
      join(directory, 'run'),
    ]);
    expect(trained.code).toBe(0);
    const out = join(directory, 'src');
    const built = await cnnc(['build', file, '-o', out, '--weights', join(directory, 'run')]);
    expect(built.code).toBe(0);
    expect(existsSync(join(out, 'weights.safetensors'))).toBe(true);
  });

  it.each([
    [['--training'], '`typescript` has the training without being told'],
    [['--seed', '3'], '`typescript` draws fresh weights when it runs'],
    [['--target', 'keras', '--tfjs', '@tensorflow/tfjs'], '`keras` imports no TensorFlow.js'],
    [['--tfjs', 'a"; evil()'], 'is no name of a package'],
    [['--model', 'Tiny', '--train', 'Tiny'], '`--model` builds a model without its training'],
    [['--diff', '--watch'], '`--diff` writes nothing'],
    [['--size', 'h=3'], 'has no open sizes (`?h`)'],
  ])('refuses %j', async (options, message) => {
    const result = await cnnc(['build', fileOf(spec), '-o', join(temporaryDirectory(), 'x'), ...options]);
    expect(result.code).toBe(2);
    expect(result.err).toContain(message);
  });
});

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../runtime/weights/safetensors.ts';
import { specialFiles } from '../support/special-files.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

/* Weights are part of what a model is: every command that makes values loads those that it names, or says why not. */

const spec = (weights: string) => `model Part {
  input image: float32[8, 8, 1]
  c: Conv2D(1, 3, padding=same)
  reuse c
  GlobalAveragePooling2D
}
model Net {
  input image: float32[8, 8, 1]
  Part(weights="${weights}")
  output shape: Dense(4, activation=softmax)
}
data Shapes {
  source = shapes(count=20, size=8, classes=4)
  field shape: class[4]
  split { train = 100% }
}
train Net on Shapes {
  batch = 10
  objective shape { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0) }
}
`;

const halves = (count: number, shape: readonly number[]) => ({
  shape,
  data: new Float32Array(count).fill(0.5),
});

/** A folder with a spec and a file of weights; the spec's path. */
function project(named: string, file?: string): string {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'net.cnn'), spec(named));
  if (file !== undefined) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const tensors = new Map([
      ['c/kernel', halves(9, [3, 3, 1, 1])],
      ['c/bias', halves(1, [1])],
    ]);
    writeFileSync(join(folder, file), encodeSafetensors({ tensors, metadata: new Map() }));
  }
  return join(folder, 'net.cnn');
}

const build = (path: string, ...others: readonly string[]) =>
  cnnc(['build', path, '--target', 'onnx', '--training', '-o', join(dirname(path), 'b'), ...others]);

/** The weights of the part, in a file of a run or a build. */
function partOf(file: string): readonly (readonly number[])[] {
  const decoded = decodeSafetensors(readFileSync(file));
  if (!decoded.ok) throw new Error(decoded.problem);
  return ['part.c/kernel', 'part.c/bias'].map((name) => [...(decoded.file.tensors.get(name)?.data ?? [])]);
}

const allHalves = [new Array(9).fill(0.5), [0.5]];

test.each([
  ['a file', 'w.safetensors', 'w.safetensors'],
  ['the folder of a run', 'runs/Part-1', 'runs/Part-1/weights.safetensors'],
])('%s that the model names is loaded by `build`', async (_what, named, file) => {
  const path = project(named, file);
  expect((await build(path)).code).toBe(0);
  expect(partOf(join(dirname(path), 'b/weights.safetensors'))).toEqual(allHalves);
});

test('`run` loads it too, and what `--weights` gives to a build takes its place', async () => {
  const path = project('w.safetensors', 'w.safetensors');
  const out = join(dirname(path), 'out');
  expect((await cnnc(['run', path, '--engine', 'cpu', '--out', out])).code).toBe(0);
  expect((await build(path, '--weights', out)).code).toBe(0);
  expect(partOf(join(dirname(path), 'b/weights.safetensors'))).toEqual(allHalves);
});

test.each(['w.safetensors', 'w.weights.h5', 'w.keras', 'runs/Part-1'])(
  '%s that is not there is an error of every command that would load it, at its place',
  async (named) => {
    const path = project(named);
    for (const ran of [await cnnc(['check', path]), await build(path), await cnnc(['run', path])]) {
      expect([ran.code, ran.err]).toEqual([
        1,
        expect.stringMatching(
          /^error\[CNN633\]: .* cannot be read: there is no such file\n.*net\.cnn:9:8\n/s,
        ),
      ]);
    }
  },
);

const other = `model Other {
  input image: float32[8, 8, 1]
  Flatten
  output shape: Dense(4, activation=softmax)
}
`;

test('weights that a command does not load stop it not: they are a warning', async () => {
  const path = project('w.safetensors');
  const text = readFileSync(path, 'utf8');
  const training = text.slice(text.indexOf('train Net')).replace('Net', 'Other');
  writeFileSync(path, `${text}${other}${training}`);
  const out = join(dirname(path), 'out');
  for (const command of [
    ['run', path, '--train', 'Other', '--engine', 'cpu', '--out', out],
    ['run', path, '--train', 'Other', '--engine', 'cpu', '--out', out, '--resume'],
    ['build', path, '--model', 'Other', '--target', 'onnx', '-o', join(dirname(path), 'other')],
    ['graph', path, '--model', 'Other'],
    ['summary', path],
  ]) {
    const { code, err } = await cnnc(command);
    expect([command[0], code, err]).toEqual([command[0], 0, expect.stringContaining('warning[CNN633]')]);
  }
});

test('a run that goes on loads no weights anew', async () => {
  const path = project('w.safetensors', 'w.safetensors');
  const out = join(dirname(path), 'out');
  const go = (...args: readonly string[]) => cnnc(['run', path, '--engine', 'cpu', '--out', out, ...args]);
  expect((await go()).code).toBe(0);
  rmSync(join(dirname(path), 'w.safetensors'));
  expect(await go('--resume')).toMatchObject({
    code: 0,
    err: expect.stringContaining('warning[CNN633]') as unknown,
  });
});

test.each(specialFiles.filter(([kind]) => kind === 'a pipe'))(
  '%s as weights is not waited for',
  async (_kind, make) => {
    const special = await make('w.safetensors');
    const named = await cnnc(['check', project(special)]);
    expect(named.err).toContain('it is a pipe, not a file');
    const given = await build(project('w.safetensors', 'w.safetensors'), '--weights', special);
    expect([given.code, given.err]).toEqual([1, expect.stringContaining('CNN670')]);
  },
);

test('`summary --weights` lists each weight, its shape and its file', async () => {
  const path = project('w.safetensors', 'w.safetensors');
  const { out } = await cnnc(['summary', path, '--weights']);
  expect(out).toMatch(/^part\.c\/kernel +3×3×1×1 +w\.safetensors +9$/m);
  expect(out).toMatch(/^part\.c_1 +the weights of part\.c$/m);
  expect(out).toMatch(/^shape\/kernel +1×4 +its initializer +4$/m);
  expect(out).toContain('w.safetensors: in part (Part), 1 layer with weights');
  const json: unknown = JSON.parse((await cnnc(['summary', path, '--json'])).out);
  expect(schemaErrors('summary', json)).toEqual([]);
  expect(json).toMatchObject({
    models: [{}, { weight_parts: [{ from: 'w.safetensors', path: 'part', model: 'Part', layers: 1 }] }],
  });
});

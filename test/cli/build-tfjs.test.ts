import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as tf from '../../compiler/codegen/typescript/parts/tf.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

/** Gives the files of a folder to who asks for them, while `use` does. */
async function serving<T>(folder: string, use: (address: string) => Promise<T>): Promise<T> {
  const server = createServer(({ url = '' }, response) => {
    response.end(readFileSync(join(folder, url)));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

it('writes what `tf.loadLayersModel` reads, with the weights of a run and its classes', async () => {
  const directory = temporaryDirectory();
  const file = smallSpec(directory);
  const run = join(directory, 'run');
  expect(await cnnc(['run', file, '--out', run, '--engine', 'cpu'])).toMatchObject({ code: 0 });
  const out = join(directory, 'out');
  const built = await cnnc(['build', file, '--target', 'tfjs', '-o', out, '--weights', run, '--json']);
  expect(built).toMatchObject({ code: 0, err: '' });
  const record = JSON.parse(built.out) as { readonly files: readonly string[] };
  expect(schemaErrors('build', record)).toEqual([]);
  expect(record).toMatchObject({ target: 'tfjs', classes: ['circle', 'square', 'triangle'] });
  expect(record.files[0]).toBe('model.json');

  await tf.setBackend('cpu');
  const model = await serving(out, (address) => tf.loadLayersModel(`${address}/model.json`));
  const bytes = readFileSync(join(run, 'weights.safetensors'));
  const kernel = model.layers.flatMap(({ weights }) => weights)[0]!;
  const stored = new Float32Array(
    Uint8Array.from(bytes.subarray(8 + Number(bytes.readBigUInt64LE()))).buffer,
  );
  const [first = NaN] = kernel.read().dataSync();
  expect([...stored]).toContain(first);
  model.dispose();
});

it('brings a module of the layers that TensorFlow.js lacks, for the package that is named', async () => {
  const file = fileOf(`model Net {
  input image: float32[8, 8, 4]
  Conv2D(4, 3, groups=2)
  output label: GlobalAveragePooling2D
}`);
  const out = join(temporaryDirectory(), 'out');
  const args = ['build', file, '--target', 'tfjs', '-o', out, '--tfjs', '@tensorflow/tfjs-node'];
  const built = await cnnc(args);
  expect(built).toMatchObject({ code: 0, err: '' });
  expect(built.out).toContain('model.layers.js');
  const text = readFileSync(join(out, 'model.layers.js'), 'utf8');
  expect(text).toContain('import * as tf from "@tensorflow/tfjs-node";');
  expect(text).toContain('class Convolution extends');
  expect(text).not.toContain('GroupNormalization');
});

it.each([
  [['--training'], '`tfjs` is a model that predicts'],
  [['--project'], '`tfjs` is no code, and takes no `--project`'],
  [['--tfjs', '"x'], 'is no name of a package'],
])('refuses %j', async (options, message) => {
  const file = smallSpec(temporaryDirectory());
  const args = ['build', file, '--target', 'tfjs', '-o', join(temporaryDirectory(), 'x'), ...options];
  const { code, err } = await cnnc(args);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});

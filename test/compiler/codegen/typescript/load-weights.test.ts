import '@tensorflow/tfjs-backend-cpu';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadWeights } from '../../../../compiler/codegen/typescript/parts/load-weights.ts';
import { layerName } from '../../../../compiler/codegen/typescript/parts/names.ts';
import { RmsNormalization } from '../../../../compiler/codegen/typescript/parts/rms-normalization.ts';
import { saveWeights } from '../../../../compiler/codegen/typescript/parts/save-weights.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { read } from './read-weights.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const dense = (name: string): tf.layers.Layer =>
  tf.layers.dense({ units: 3, inputShape: [2], name, kernelInitializer: 'glorotUniform' });

const model = (...names: readonly string[]): tf.LayersModel => tf.sequential({ layers: names.map(dense) });

const rms = (name: string): tf.layers.Layer => new RmsNormalization({ name, inputShape: [1] });

const valuesOf = (of: tf.LayersModel): readonly number[][] =>
  of.getWeights().map((weight) => [...weight.dataSync()]);

const saved = model('stem');
const file = saveWeights(saved);
const folder = sharedDirectory();
const path = (): string => join(folder(), 'weights.safetensors');

beforeAll(() => {
  writeFileSync(path(), file);
});

/** The file one byte into a buffer, where no number is aligned. */
const shifted = Buffer.alloc(file.byteLength + 1);
shifted.set(file, 1);

test.each<[string, () => Promise<Uint8Array | ArrayBuffer> | Uint8Array | ArrayBuffer]>([
  ['a Buffer out of a pool, as Node reads small files', () => Buffer.concat([file])],
  ['what `readFile` gives', () => readFile(path())],
  ['what `readFileSync` gives', () => readFileSync(path())],
  ['a part of a Buffer that is not aligned', () => shifted.subarray(1)],
  ['an ArrayBuffer', () => Uint8Array.from(file).buffer],
])('weights are read from %s', async (_title, bytes) => {
  const other = model('stem');
  loadWeights(other, await bytes());
  expect(valuesOf(other)).toEqual(valuesOf(saved));
});

const paths = ['_stem', 'b[0].d.c[12]', 'constructor.dense', 'v2.conv2d_1'];
const names = ['0_stem', 'b.0.d.c.12', '0constructor.dense', 'v2.conv2d_1'];

test('layers have names that TensorFlow.js allows, their weights the paths of the spec', () => {
  expect(paths.map(layerName)).toEqual(names);
  const written = read(saveWeights(model(layerName('_stem'))));
  expect([...written.keys()]).toEqual(['_stem/kernel', '_stem/bias']);
});

test('weights are read by the paths of the spec, and by the names of the layers', () => {
  for (const written of [paths, names]) {
    const values = written.map((_, index) => new Float32Array([index]));
    const bytes = encodeSafetensors({
      tensors: new Map(written.map((name, index) => [`${name}/scale`, { shape: [1], data: values[index]! }])),
      metadata: new Map(),
    });
    const other = tf.sequential({ layers: names.map(rms) });
    loadWeights(other, bytes);
    expect(valuesOf(other)).toEqual([[0], [1], [2], [3]]);
  }
});

import '@tensorflow/tfjs-backend-cpu';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadWeights } from '../../../../compiler/codegen/typescript/parts/load-weights.ts';
import { saveWeights } from '../../../../compiler/codegen/typescript/parts/save-weights.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { sharedDirectory } from '../../../support/directory.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const model = (): tf.LayersModel =>
  tf.sequential({
    layers: [
      tf.layers.dense({ units: 3, inputShape: [2], name: 'stem', kernelInitializer: 'glorotUniform' }),
    ],
  });

const valuesOf = (of: tf.LayersModel): readonly number[][] =>
  of.getWeights().map((weight) => [...weight.dataSync()]);

const saved = model();
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
  const other = model();
  loadWeights(other, await bytes());
  expect(valuesOf(other)).toEqual(valuesOf(saved));
});

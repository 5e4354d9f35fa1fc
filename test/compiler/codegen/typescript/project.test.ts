import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExpectedPrediction } from '../../../../compiler/codegen/typescript/expected-prediction.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { printTypeScript } from '../../../../compiler/codegen/typescript/print-typescript.ts';
import { graphVariables } from '../../../../compiler/lower/lower-graph.ts';
import { predictFixed } from '../../../../runtime/build/code/predict-fixed.ts';
import { initialize } from '../../../../runtime/weights/initialize.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { modelOf } from '../../../support/compile-text.ts';
import { temporaryDirectory } from '../../../support/directory.ts';
import { codeOf } from '../model/code-of.ts';
import { typeCheck } from './type-check.ts';

/* The test of a project expects what an engine predicts, and its TypeScript predicts that. */

const spec = `block Unit(filters = 4) { DepthwiseConv2D(3, padding=same)  BatchNormalization  ReLU  Conv2D(filters, 1) }
model Net(classes = 3) {
  input image: float32[12, 12, 3]
  input __proto__: float32[5]
  from image
  repeat 2 { Unit }
  pooled: GlobalAveragePooling2D
  from __proto__
  Dense(4, activation=tanh)
  Add(with=pooled)
  features: ReLU
  output label: Dense(classes, activation=softmax)
  from features
  output createModel: Dense(2)
}`;

const own = resolve('compiler/codegen/typescript/parts/tf.ts');

type Tests = readonly (() => Promise<void>)[];

/** Writes a project as a build does, and gives what its test would run. */
async function testsOf(
  predictions: ReadonlyMap<string, ExpectedPrediction>,
  weights?: Uint8Array,
): Promise<Tests> {
  const folder = join(temporaryDirectory(), 'dist');
  mkdirSync(folder);
  const files = printTypeScript(codeOf(spec), { tfjs: own, project: { predictions } });
  for (const { path, text } of files.filter((file) => file.path.endsWith('.ts'))) {
    const inTypeScript = text.replaceAll(/("\.\/[^"]+)\.js"/g, '$1.ts"');
    const kept = inTypeScript.replace(
      'import { test } from "node:test";',
      'export const tests: (() => Promise<void>)[] = [];\nconst test = (_name: string, run: () => Promise<void>) => tests.push(run);',
    );
    writeFileSync(join(folder, path), kept);
  }
  if (weights !== undefined) writeFileSync(join(folder, '..', 'weights.safetensors'), weights);
  const { tests } = (await import(join(folder, 'net.test.ts'))) as { readonly tests: Tests };
  return tests;
}

async function predicted(
  weights?: ReadonlyMap<string, Float32Array>,
): Promise<ReadonlyMap<string, ExpectedPrediction>> {
  const found = await predictFixed(modelOf(spec), weights);
  if (found === undefined) throw new Error('the engine does not run');
  return new Map([['Net', found]]);
}

/** With another number for the first that is expected of a head. */
const altered = (
  predictions: ReadonlyMap<string, ExpectedPrediction>,
): ReadonlyMap<string, ExpectedPrediction> =>
  new Map(
    [...predictions].map(([name, { isOfFile, outputs }]) => {
      const others = [...outputs].map(([head, { size, within, numbers }]) => {
        const moved = numbers.map(
          ([place, value], index) => [place, value + (index === 0 ? 3 * within : 0)] as const,
        );
        return [head, { size, within, numbers: moved }] as const;
      });
      return [name, { isOfFile, outputs: new Map(others) }];
    }),
  );

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('the test of a project', () => {
  it('finds what an engine predicts with fixed weights, and no other number', async () => {
    const predictions = await predicted();
    const [run] = await testsOf(predictions);
    await run?.();
    const [fails] = await testsOf(altered(predictions));
    await expect(fails?.()).rejects.toThrow(/^number 0 is [\d.e-]+, not [\d.e-]+$/);
  });

  it('finds what is predicted with the weights that lie beside it, and nothing with others', async () => {
    const variables = [...graphVariables(modelOf(spec)).values()];
    const drawn = (seed: number): ReadonlyMap<string, Float32Array> =>
      new Map(variables.map((variable) => [variable.name, initialize(variable, seed)]));
    const fileOf = (values: ReadonlyMap<string, Float32Array>): Uint8Array => {
      const tensors = variables.map(
        ({ name, shape }) => [name, { shape, data: values.get(name) ?? new Float32Array() }] as const,
      );
      return encodeSafetensors({ tensors: new Map(tensors), metadata: new Map() });
    };
    const predictions = await predicted(drawn(1));
    const [run] = await testsOf(predictions, fileOf(drawn(1)));
    await run?.();
    const [fails] = await testsOf(predictions, fileOf(drawn(2)));
    await expect(fails?.()).rejects.toThrow(/^number/);
  });
});

it('a project has what `npm install && npm test` needs, and its test passes the strictest settings', async () => {
  const folder = temporaryDirectory();
  const text = readFileSync('examples/shapes.cnn', 'utf8');
  const prediction = await predictFixed(modelOf(text));
  for (const predictions of [new Map([['ShapeNet', prediction!]]), new Map<string, ExpectedPrediction>()]) {
    const files = printTypeScript(codeOf(text, { name: 'shapes.cnn' }), {
      tfjs: '@tensorflow/tfjs',
      project: { predictions },
    });
    expect(files.map(({ path }) => path).slice(2)).toEqual([
      'package.json',
      'tsconfig.json',
      'shapes.test.ts',
      'README.md',
    ]);
    for (const file of files) writeFileSync(join(folder, file.path), file.text);
    expect(await typeCheck('typescript-7', folder, { types: ['node'] })).toEqual([]);
  }
});

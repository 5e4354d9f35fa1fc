import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { layerDefinitions } from '../../../../compiler/catalogue/layers/registry.ts';
import type { Names, Symbolic } from '../../../../compiler/codegen/typescript/parts/names.ts';
import { Names as AllNames } from '../../../../compiler/codegen/typescript/parts/names.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { camelCase } from '../../../../compiler/codegen/typescript/camel-case.ts';
import { layerRows } from '../../../../compiler/codegen/typescript/rows/layers.ts';
import { weightsOf } from '../../../../compiler/codegen/typescript/parts/load-weights.ts';
import {
  activationParts,
  activationWords,
} from '../../../../compiler/codegen/typescript/rows/activations.ts';
import { hashed } from '../../../support/hashed.ts';
import { layerGraph } from '../../../support/layer-graph.ts';
import { layerText } from '../../../support/layer-text.ts';

/*
 * Every layer of the parts against Keras 3.15, by the figures that the compiler's own layers are held to:
 * test/golden/all_layers.json (values and gradients) and test/golden/layer_values.json (values, also while training).
 */

interface Case {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

interface Numbers extends Case {
  readonly inputs: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly dx: readonly (readonly number[])[];
  readonly dw: Readonly<Record<string, readonly number[]>>;
}

interface Values extends Case {
  readonly training: boolean;
  readonly shape: readonly number[];
  readonly x: readonly number[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly y: readonly number[];
  readonly moved?: Readonly<Record<string, readonly number[]>>;
}

const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../golden/${name}`, import.meta.url), 'utf8')) as T;
const { numbers } = golden<{ numbers: readonly Numbers[] }>('all_layers.json');
const { cases: values } = golden<{ cases: readonly Values[] }>('layer_values.json');

type LayerFunction = (at: Names, x: Symbolic | Symbolic[], options: object) => Symbolic;

const load = async (part: string, name: string): Promise<unknown> => {
  const module = (await import(`../../../../compiler/codegen/typescript/parts/${part}.ts`)) as Record<
    string,
    unknown
  >;
  return module[name];
};

/** The function that the rows choose for a layer, and its options. */
async function chosen({ kind, arguments: given }: Case): Promise<[LayerFunction, object]> {
  const row = layerRows[kind]!;
  const beyond = Object.entries(row.general?.unless ?? {}).some(
    ([name, fine]) =>
      name in given && !fine.some((value) => JSON.stringify(value) === JSON.stringify(given[name])),
  );
  const make = (await load(beyond ? row.general!.part : row.part, row.function)) as LayerFunction;
  const options = await Promise.all(
    Object.entries(given).map(async ([name, value]) => [
      camelCase(name),
      name === 'activation' ? await activation(value as string) : value,
    ]),
  );
  return [make, Object.fromEntries(options) as object];
}

async function activation(name: string): Promise<unknown> {
  const part = activationParts[name];
  return part === undefined ? (activationWords[name] ?? name) : load(part.part, part.name);
}

beforeAll(async () => {
  await tf.setBackend('cpu');
  // What tests before have left in this process is none of what is counted here.
  tf.disposeVariables();
});

let before = 0;
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => {
  tf.disposeVariables();
  expect(tf.memory().numTensors).toBe(before);
});

const titled = <T extends Case>(cases: readonly T[]): (readonly [string, T])[] =>
  cases.map((each) => [layerText(each.kind, each.arguments), each]);

function expectClose(name: string, given: tf.Tensor, wanted: readonly number[], most: number): void {
  const data = given.dataSync();
  // Where no gradient goes through, TensorFlow has none, and TensorFlow.js nothing but 0.
  if (wanted.length === 0) return expect(data.every((x) => x === 0)).toBe(true);
  expect(data.length, name).toBe(wanted.length);
  const apart = Array.from(
    data,
    (x, index) => Math.abs(x - (wanted[index] ?? NaN)) / (1 + Math.abs(wanted[index] ?? 0)),
  );
  expect(Math.max(...apart), name).toBeLessThan(most);
}

const positive = new Set(['Sqrt', 'Log', 'Divide', 'Power']);
const uniform = (seed: number, shape: readonly number[], low: number, high: number): tf.Tensor =>
  tf.tensor(
    hashed(seed, shape).map((u) => low + (high - low) * u),
    [...shape],
  );

test.each(titled(numbers))('%s: values and gradients', async (_title, each) => {
  const [make, options] = await chosen(each);
  const graph = layerGraph(each.kind, each.arguments, each.inputs);
  if ('message' in graph) throw new Error(graph.message);
  tf.tidy(() => {
    const inputs = each.inputs.map((shape) => tf.input({ shape: [...shape] }));
    const outputs = make(new AllNames(), inputs.length === 1 ? inputs[0]! : inputs, options);
    expect(outputs.shape.slice(1)).toEqual(graph.layers[0]!.shape);
    const model = tf.model({ inputs, outputs });
    const order = graph.layers[0]!.weights.map(({ name }) => name);
    const weights = new Map(weightsOf(model).map(({ path, weight }) => [path.split('/').at(-1)!, weight]));
    expect([...weights.keys()].sort()).toEqual([...order].sort());
    order.forEach((name, index) => {
      const weight = weights.get(name)!;
      weight.write(tf.sub(uniform(200 + index, weight.shape as number[], 0, 1), 0.3));
    });
    const low = positive.has(each.kind) ? 0.2 : -1;
    const xs = each.inputs.map((shape, index) => tf.variable(uniform(100 + index, [2, ...shape], low, 1)));
    const apply = (): tf.Tensor => model.apply(xs.length === 1 ? xs[0]! : xs) as tf.Tensor;
    const y = apply();
    const most = each.arguments['interpolation'] === 'bicubic' ? 4e-3 : 2e-5;
    expectClose('y', y, each.y, most);
    const w = uniform(300, y.shape, -1, 1);
    const trainable = order.map((name) => weights.get(name)!).filter((weight) => weight.trainable);
    const read = trainable.map((weight) => weight.read() as tf.Variable);
    const { grads } = tf.variableGrads(() => tf.sum(tf.mul(apply(), w)), [...xs, ...read]);
    each.dx.forEach((wanted, index) => expectClose(`dx${index}`, grads[xs[index]!.name]!, wanted, most));
    for (const [name, wanted] of Object.entries(each.dw)) {
      expectClose(name, grads[(weights.get(name)!.read() as tf.Variable).name]!, wanted, most);
    }
    model.dispose();
  });
});

test.each(titled(values))('%s: values', async (_title, each) => {
  const [make, options] = await chosen(each);
  tf.tidy(() => {
    const input = tf.input({ shape: each.shape.slice(1) });
    const model = tf.model({ inputs: input, outputs: make(new AllNames(), input, options) });
    const weights = new Map(weightsOf(model).map(({ path, weight }) => [path.split('/').at(-1)!, weight]));
    for (const [name, numbersOf] of Object.entries(each.weights)) {
      const weight = weights.get(name)!;
      weight.write(tf.tensor([...numbersOf], weight.shape as number[]));
    }
    const y = model.apply(tf.tensor([...each.x], [...each.shape]), { training: each.training }) as tf.Tensor;
    expectClose('y', y, each.y, 2e-5);
    for (const [name, moved] of Object.entries(each.moved ?? {}))
      expectClose(name, weights.get(name)!.read(), moved, 2e-5);
    model.dispose();
  });
});

test('every layer kind of the catalogue is written', () => {
  expect(Object.keys(layerRows)).toEqual(layerDefinitions.map(({ kind }) => kind));
});

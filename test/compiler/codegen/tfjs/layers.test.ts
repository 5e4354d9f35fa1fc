import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { activations } from '../../../../compiler/catalogue/activations/registry.ts';
import { layerDefinitions } from '../../../../compiler/catalogue/layers/registry.ts';
import { layerRows } from '../../../../compiler/codegen/tfjs/layer-rows.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { layerGraph } from '../../../support/layer-graph.ts';
import { layerText } from '../../../support/layer-text.ts';
import { expectLoads } from './load-emitted.ts';

/* Every layer in the forms of the golden cases: written, loaded, and asked for what the engine `cpu` gives. */

interface Case {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly (readonly number[])[];
  readonly shape?: readonly number[];
}

const golden = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../../golden/${name}`, import.meta.url), 'utf8')) as object;
const { numbers } = golden('all_layers.json') as { numbers: readonly Case[] };
const { cases: values } = golden('layer_values.json') as { cases: readonly Case[] };

const all: readonly Case[] = [
  ...numbers,
  ...values,
  ...Object.keys(activations)
    .filter((activation) => activation !== 'glu')
    .map((activation) => ({ kind: 'Dense', arguments: { units: 3, activation }, inputs: [[4]] })),
];
const cases = new Map(all.map((each) => [layerText(each.kind, each.arguments), each]));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** What is not defined below 0. */
const positive = new Set(['Sqrt', 'Log', 'Divide', 'Power']);

test.each([...cases])('%s', async (_title, each) => {
  const graph = layerGraph(each.kind, each.arguments, each.inputs ?? [each.shape!.slice(1)]);
  if ('message' in graph) throw new Error(graph.message);
  await expectLoads(graph, { low: positive.has(each.kind) ? 0.2 : -1 });
});

test('every layer kind of the catalogue is written', () => {
  expect(Object.keys(layerRows)).toEqual(layerDefinitions.map(({ kind }) => kind));
});

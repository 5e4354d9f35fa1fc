import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { unwritableLayers } from '../../../compiler/codegen/functional/unwritable-layers.ts';
import type { ConcreteGraph } from '../../../compiler/graph/graph.ts';
import { activations } from '../../../compiler/catalogue/activations/registry.ts';
import { kerasArchive } from '../../../runtime/export/keras-archive.ts';
import { layerGraph } from '../../support/layer-graph.ts';
import { layerText } from '../../support/layer-text.ts';
import { sample } from '../../support/sample.ts';
import { drawnWeights, expectOpens } from './held-against-keras.ts';
import { KerasOpener, python } from './keras-opener.ts';

/* Every layer in the forms of the golden cases, as a `.keras` file that Keras opens. */

const keras = python === undefined ? undefined : new KerasOpener(python);
afterAll(() => keras?.close());

const archive = async (graph: ConcreteGraph, values: ReturnType<typeof drawnWeights>) => ({
  name: 'net.keras',
  bytes: await kerasArchive(graph, values, {}),
});

interface Case {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly (readonly number[])[];
  readonly shape?: readonly number[];
}

const golden = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8')) as object;
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

/** What is not defined below 0. */
const positive = new Set(['Sqrt', 'Log', 'Divide', 'Power']);

/** What Keras opens, but TensorFlow does not compute on a processor, or otherwise than Keras elsewhere. */
const isItsOwn = ({ kind, arguments: given }: Case): boolean =>
  (kind.endsWith('Transpose') && 'dilation_rate' in given) || given['interpolation'] === 'bicubic';

const compared = [...cases].filter(([, each]) => !isItsOwn(each));

test.skipIf(keras === undefined).each(sample(compared, 16))(
  '%s',
  async (_title, each) => {
    const graph = layerGraph(each.kind, each.arguments, each.inputs ?? [each.shape!.slice(1)]);
    if ('message' in graph) throw new Error(graph.message);
    if (unwritableLayers(graph).length > 0) return;
    await expectOpens(graph, archive, keras!, { low: positive.has(each.kind) ? 0.2 : -1 });
  },
  60_000,
);

test('the same model is the same bytes', async () => {
  const graph = layerGraph('Dense', { units: 3 }, [[4]]);
  if ('message' in graph) throw new Error(graph.message);
  const values = drawnWeights(graph);
  const { bytes } = await archive(graph, values);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(Buffer.from((await archive(graph, values)).bytes).equals(bytes)).toBe(true);
});

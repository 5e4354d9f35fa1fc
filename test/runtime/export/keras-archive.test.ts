import { afterAll, expect, test } from 'vitest';
import { unwritableLayers } from '../../../compiler/codegen/functional/unwritable-layers.ts';
import type { ConcreteGraph } from '../../../compiler/graph/graph.ts';
import { kerasArchive } from '../../../runtime/export/keras-archive.ts';
import { type LayerCase, layerCases, positiveLayers } from '../../support/layer-cases.ts';
import { layerGraph } from '../../support/layer-graph.ts';
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

/** What Keras opens, but TensorFlow does not compute on a processor, or otherwise than Keras elsewhere. */
const isItsOwn = ({ kind, arguments: given }: LayerCase): boolean =>
  (kind.endsWith('Transpose') && 'dilation_rate' in given) || given['interpolation'] === 'bicubic';

const compared = [...layerCases].filter(([, each]) => !isItsOwn(each));

test.skipIf(keras === undefined).each(sample(compared, 16))(
  '%s',
  async (_title, each) => {
    const graph = layerGraph(each.kind, each.arguments, each.inputs ?? [each.shape!.slice(1)]);
    if ('message' in graph) throw new Error(graph.message);
    if (unwritableLayers(graph).length > 0) return;
    await expectOpens(graph, archive, keras!, { low: positiveLayers.has(each.kind) ? 0.2 : -1 });
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

import { beforeAll, expect, test } from 'vitest';
import { layerDefinitions } from '../../../../compiler/catalogue/layers/registry.ts';
import { layerRows } from '../../../../compiler/codegen/tfjs/layer-rows.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { layerCases, positiveLayers } from '../../../support/layer-cases.ts';
import { layerGraph } from '../../../support/layer-graph.ts';
import { expectLoads } from './load-emitted.ts';

/* Every layer in the forms of the golden cases: written, loaded, and asked for what the engine `cpu` gives. */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each([...layerCases])('%s', async (_title, each) => {
  const graph = layerGraph(each.kind, each.arguments, each.inputs ?? [each.shape!.slice(1)]);
  if ('message' in graph) throw new Error(graph.message);
  await expectLoads(graph, { low: positiveLayers.has(each.kind) ? 0.2 : -1 });
});

test('every layer kind of the catalogue is written', () => {
  expect(Object.keys(layerRows)).toEqual(layerDefinitions.map(({ kind }) => kind));
});

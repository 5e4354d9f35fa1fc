import { expect, test } from 'vitest';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { graphVariables, lowerGraph } from '../../../../compiler/lower/lower-graph.ts';
import type { Program } from '../../../../compiler/ir/ir.ts';
import { batched, shapeAt } from '../../../../compiler/ir/extent.ts';
import { cpu } from '../../../laws/engines.ts';
import { runOnce } from '../../../laws/run-op.ts';
import { modelOf } from '../../../support/compile-text.ts';

/* Layers that only act while training: what they draw, and what they make of given draws. */

const image = [1, 2, 2];

function lowered(layer: string, training: boolean): Program {
  const graph = modelOf(`model M { input x: float32[${image.join(', ')}] ${layer} }`);
  const build = new Builder();
  const x = build.input('x', { shape: batched(image), dtype: 'float32' }, { kind: 'input', key: 'x' });
  const options = { training, frozen: new Set<string>() };
  const values = lowerGraph(build, graph, graphVariables(graph), new Map([['x', x]]), options);
  const [head] = graph.heads;
  build.output('y', values.get(head!.tensor)!);
  return build.finish('step');
}

/** The result for x = 1, 2, 3, 4 and these draws. */
async function result(layer: string, draws: readonly number[]): Promise<number[]> {
  const program = lowered(layer, true);
  const feed = program.inputs.map(({ name, value }) => {
    const numbers = name === 'x' ? [1, 2, 3, 4] : draws;
    return [
      name,
      { dtype: 'float32' as const, shape: shapeAt(value.shape, 1), data: Float32Array.from(numbers) },
    ] as const;
  });
  const results = await runOnce(cpu, program, 1, new Map(feed));
  return Array.from(results.get('y')?.data ?? []);
}

const layers = ['SpatialDropout2D(0.5)', 'GaussianNoise(0.1)', 'GaussianDropout(0.2)', 'Dropout(0.5)'];

test.each(layers)('%s does nothing but in training', (layer) => {
  const program = lowered(layer, false);
  expect(program.inputs.map(({ name }) => name)).toEqual(['x']);
  expect(program.ops).toEqual([]);
});

test('spatial dropout draws once for each channel of each example', async () => {
  const noise = lowered('SpatialDropout2D(0.5)', true).inputs.find(({ name }) => name !== 'x');
  expect(shapeAt(noise?.value.shape ?? [], 3)).toEqual([3, 1, 1, 2]);
  expect(noise?.role).toEqual({ kind: 'noise', distribution: 'uniform' });
  expect(await result('SpatialDropout2D(0.5)', [0.4, 0.5])).toEqual([0, 4, 0, 8]);
});

test('Gaussian noise is added', async () => {
  expect(lowered('GaussianNoise(0.5)', true).inputs.at(-1)?.role).toEqual({
    kind: 'noise',
    distribution: 'normal',
  });
  expect(await result('GaussianNoise(0.5)', [0, 1, -2, 4])).toEqual([1, 2.5, 2, 6]);
});

test('Gaussian dropout multiplies by noise of mean 1', async () => {
  // √(0.2 / 0.8) = 1/2
  expect(await result('GaussianDropout(0.2)', [0, 1, -2, 4])).toEqual([1, 3, 0, 12]);
});

test('dropout draws once where its mask has size 1', async () => {
  const layer = 'Dropout(0.5, noise_shape=[1, 2, 1])';
  const noise = lowered(layer, true).inputs.find(({ name }) => name !== 'x');
  expect(shapeAt(noise?.value.shape ?? [], 3)).toEqual([3, 1, 2, 1]);
  expect(await result(layer, [0.4, 0.5])).toEqual([0, 0, 6, 8]);
});

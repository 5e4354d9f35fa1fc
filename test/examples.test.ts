import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import type { Graph, LayerNode } from '../compiler/graph/graph.ts';
import { Source } from '../grammar/source.ts';
import golden from './golden/examples.json' with { type: 'json' };

/* The shipped examples have Keras's layers: kind, output shape and parameters, as test/golden/make_examples.py found. */

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

const parametersOf = ({ weights, sharesWith }: LayerNode): number =>
  sharesWith === undefined ? weights.reduce((sum, { shape }) => sum + product(shape), 0) : 0;

function graphOf(name: string): Graph {
  const path = `examples/${name}.cnn`;
  const { value, diagnostics } = compile(new Source(path, readFileSync(path, 'utf8')));
  expect(diagnostics).toEqual([]);
  const graph = value.models[0];
  if (graph === undefined) throw new Error(`${path} has no model`);
  return graph;
}

/** Layers as "kind shape parameters", with how many there are of each. */
function countLayers({ layers }: Graph): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const layer of layers) {
    const key = `${layer.definition.kind} ${layer.shape.join('×')} ${parametersOf(layer)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const total = ({ layers }: Graph): number => layers.reduce((sum, layer) => sum + parametersOf(layer), 0);

const trainable = ({ layers }: Graph): number =>
  layers
    .filter(({ sharesWith }) => sharesWith === undefined)
    .flatMap(({ weights }) => weights.filter((weight) => weight.trainable))
    .reduce((sum, { shape }) => sum + product(shape), 0);

const names = Object.keys(golden.models).filter((name) => existsSync(`examples/${name}.cnn`));

describe('shipped examples against Keras', () => {
  it.each(names)('%s has its layers and parameters', (name) => {
    const expected = golden.models[name as keyof typeof golden.models];
    const graph = graphOf(name);
    expect(countLayers(graph)).toEqual(expected.layers);
    expect(total(graph)).toBe(expected.params);
    expect(trainable(graph)).toBe(expected.trainable_params);
  });

  it('siamese counts its tower once, and the head beside it', () => {
    const graph = graphOf('siamese');
    expect(total(graph)).toBe(golden.models['siamese tower'].params + 64 + 1);
    expect(graph.layers.filter(({ sharesWith }) => sharesWith !== undefined).length).toBeGreaterThan(0);
  });

  it('depth_pool pools 32 channels by four', () => {
    expect(graphOf('depth_pool').layers.map(({ shape }) => shape.join('×'))).toContain('28×28×8');
  });
});

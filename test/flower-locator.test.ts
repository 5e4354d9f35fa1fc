import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sizeOf } from '../compiler/sizes/shape.ts';
import { partOrder } from '../compiler/graph/keras-order.ts';
import { compileText } from './support/compile-text.ts';

/*
 * examples/flower_locator.cnn against its twin in Keras 3, of test/golden/make_flower_locator.py: layers of the base in
 * Keras's order, and what each phase trains.
 */

const golden = JSON.parse(readFileSync(new URL('golden/flower_locator.json', import.meta.url), 'utf8')) as {
  readonly base: readonly string[];
  readonly parameters: number;
  readonly head: number;
  readonly tune: number;
  /** The first layer of the base that is not in `base.layers[..56]`. */
  readonly first: string;
};

const { value, diagnostics } = compileText(readFileSync('examples/flower_locator.cnn', 'utf8'));
const [train] = value.trains;
if (train === undefined) throw new Error('the example does not compile');
const { graph, phases } = train.spec;
const inside = new Set(graph.layers.filter(({ path }) => path.startsWith('base.')));
const order = partOrder(new Set(inside)).flatMap((tensor) => (tensor.type === 'layer' ? [tensor] : []));
const base = graph.layers.filter((layer) => inside.has(layer));

test('the base is Keras’s Xception, layer by layer', () => {
  expect(diagnostics).toEqual([]);
  const byPath = new Map(base.map((layer) => [layer.path, layer]));
  const lines = order
    .flatMap(({ path }) => byPath.get(path) ?? [])
    .map(({ path, shape, weights }) => {
      const parameters = weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
      return `${path.slice('base.'.length)} ${shape.join(',')} ${parameters}`;
    });
  expect(lines).toEqual(golden.base);
});

test('as many parameters train in each phase', () => {
  const weights = graph.layers.flatMap((layer) => layer.weights);
  expect(weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(golden.parameters);
  expect(train.plans.map(({ trainableParameters }) => trainableParameters)).toEqual([
    golden.head,
    golden.tune,
  ]);
});

test('the index of a layer is Keras’s', () => {
  const frozen = phases[1]?.frozen ?? new Set();
  const first = order.find(({ path }) => !frozen.has(path));
  expect(first?.path).toBe(`base.${golden.first}`);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sizeOf } from '../compiler/graph/graph.ts';
import { modelOf } from './support/compile-text.ts';

/*
 * The shipped networks have as many parameters as their twins in Keras, of test/golden/make_examples.py.
 */

interface Totals {
  readonly params: number;
  readonly trainable: number;
}

const golden = JSON.parse(readFileSync(new URL('golden/examples.json', import.meta.url), 'utf8')) as Record<
  string,
  Totals
>;

test.each(Object.entries(golden))('%s', (name, totals) => {
  const { layers } = modelOf(readFileSync(`examples/${name}.cnn`, 'utf8'));
  const weights = layers.flatMap((layer) => layer.weights);
  const count = (some: typeof weights): number => some.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  expect({ params: count(weights), trainable: count(weights.filter(({ trainable }) => trainable)) }).toEqual(
    totals,
  );
});

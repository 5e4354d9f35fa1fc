import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sizeOf } from '../compiler/sizes/shape.ts';
import { evaluateSize } from '../compiler/sizes/size.ts';
import { modelOf, openModelOf } from './support/compile-text.ts';

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

describe('fully_convolutional, with sizes that only the run knows', () => {
  interface Symbolic {
    readonly params: number;
    readonly open: readonly (readonly (number | null)[])[];
    readonly sizes: readonly {
      readonly h: number;
      readonly w: number;
      readonly shapes: readonly number[][];
    }[];
  }
  const symbolic = JSON.parse(
    readFileSync(new URL('golden/symbolic.json', import.meta.url), 'utf8'),
  ) as Symbolic;
  const { layers, needs } = openModelOf(readFileSync('examples/fully_convolutional.cnn', 'utf8'));

  test('has as many parameters as its twin in Keras, whose sizes are None', () => {
    const weights = layers.flatMap((layer) => layer.weights);
    expect(weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(symbolic.params);
    expect(layers.map(({ shape }) => shape.map((size) => (typeof size === 'number' ? size : null)))).toEqual(
      symbolic.open,
    );
  });

  test.each(symbolic.sizes)('has the shapes of its twin for $h × $w', ({ h, w, shapes }) => {
    expect(layers.map(({ shape }) => shape.map((size) => evaluateSize(size, { h, w })))).toEqual(shapes);
  });

  test('needs what it requires, and nothing else', () => {
    expect(needs.map(({ message }) => message)).toEqual(['height h and width w must be multiples of 4']);
  });
});

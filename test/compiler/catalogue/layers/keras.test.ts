import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../../../compiler/sizes/shape.ts';
import { compileText, modelOf } from '../../../support/compile-text.ts';

/*
 * Layers against Keras 3.15: test/golden/layers.json is made by test/golden/make_layers.py, which asks Keras for
 * output shapes, weights and parameter counts, or whether it refuses.
 */

interface Case {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly input: readonly number[];
  readonly output?: readonly number[];
  readonly weights?: readonly { name: string; shape: readonly number[]; trainable: boolean }[];
  readonly params?: number;
  readonly error?: string;
}

interface Golden {
  readonly cases: readonly Case[];
  readonly fashion: {
    readonly params: number;
    readonly layers: readonly { path: string; output: readonly number[]; params: number }[];
  };
}

const golden = JSON.parse(
  readFileSync(new URL('../../../golden/layers.json', import.meta.url), 'utf8'),
) as Golden;

const words = new Set(['padding', 'activation']);

function write(name: string, value: unknown): string {
  if (value === null) return 'none';
  return words.has(name) && typeof value === 'string' ? value : JSON.stringify(value);
}

function textOf({ kind, arguments: given, input }: Case): string {
  const args = Object.entries(given).map(([name, value]) => `${name}=${write(name, value)}`);
  return `model M { input x: float32[${input.join(', ')}] ${kind}(${args.join(', ')}) }`;
}

describe('layers are what Keras makes of them', () => {
  test.each(golden.cases.map((each) => [textOf(each), each] as const))('%s', (text, each) => {
    if (each.error !== undefined) {
      const errors = compileText(text).diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ code }) => code)).toEqual(['CNN206']);
      return;
    }
    const [layer] = modelOf(text).layers;
    expect(layer?.shape).toEqual(each.output);
    expect(layer?.weights.map(({ name, shape, trainable }) => ({ name, shape, trainable }))).toEqual(
      each.weights,
    );
    expect(layer?.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(each.params);
  });
});

test('there are as many cases as the script makes', () => {
  expect(golden.cases.length).toBeGreaterThanOrEqual(150);
});

test('the Fashion-MNIST network has Keras’s names, shapes and parameters', () => {
  const text = readFileSync(new URL('../../../../examples/fashion_mnist.cnn', import.meta.url), 'utf8');
  const { layers } = modelOf(text);
  const facts = layers.map(({ path, shape, weights }) => ({
    path,
    output: shape,
    params: weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0),
  }));
  expect(facts).toEqual(golden.fashion.layers);
  expect(facts.reduce((sum, { params }) => sum + params, 0)).toBe(golden.fashion.params);
});

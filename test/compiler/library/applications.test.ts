import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { sizeOf } from '../../../compiler/sizes/shape.ts';
import { kerasOrder } from '../../../compiler/graph/keras-order.ts';
import { modelOf } from '../../support/compile-text.ts';

/*
 * `cnn:applications` against Keras 3.15: names, sizes and parameters of every layer, in Keras's order, of
 * test/golden/make_applications.py.
 */

interface Way {
  readonly name: string;
  readonly shape: readonly number[];
  readonly arguments: Readonly<Record<string, string | number | boolean | null>>;
}

const golden = JSON.parse(
  readFileSync(new URL('../../golden/applications.json', import.meta.url), 'utf8'),
) as {
  readonly whole: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly layers: readonly string[] }>
  >;
  readonly digests: readonly (Way & { readonly layers: number; readonly sha256: string })[];
};

const written = (value: string | number | boolean | null): string =>
  value === null ? 'none' : String(value);

/** `name sizes parameters` of each layer, without the part of the path that the application adds. */
function linesOf({ name, shape, arguments: given }: Way): readonly string[] {
  const args = Object.entries(given).map(([parameter, value]) => `${parameter}=${written(value)}`);
  const { heads, layers } = modelOf(`import { ${name} } from "cnn:applications"
    model M { input image: float32[${shape.join(', ')}] base: ${name}(${args.join(', ')}) }`);
  const order = kerasOrder(heads.map(({ tensor }) => tensor)).slice(1) as readonly LayerNode<number>[];
  expect(order.length).toBe(layers.length);
  return order.map(
    (layer) => `${layer.path.slice('base.'.length)} ${layer.shape.join(',')} ${parametersOf(layer)}`,
  );
}

/** Keras keeps the mean, the variance and the count of a Normalization as weights; here they are parameters. */
const parametersOf = ({ kind, weights, inputs }: LayerNode<number>): number =>
  kind === 'Normalization'
    ? 2 * (inputs[0]?.shape.at(-1) ?? 0) + 1
    : weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

describe('networks of keras.applications', () => {
  test.each(Object.entries(golden.whole))('%s', (name, { shape, layers }) => {
    expect(linesOf({ name, shape, arguments: {} })).toEqual(layers);
  });
});

describe('other ways to build them', () => {
  const title = ({ name, shape, arguments: given }: Way): string =>
    `${name} on ${shape.join('×')} ${JSON.stringify(given)}`;
  test.each(golden.digests.map((way) => [title(way), way] as const))('%s', (_title, way) => {
    const lines = linesOf(way);
    expect(lines.length).toBe(way.layers);
    expect(createHash('sha256').update(lines.join('\n')).digest('hex')).toBe(way.sha256);
  });
});

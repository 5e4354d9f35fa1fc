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
    Record<
      string,
      { readonly shape: readonly number[]; readonly macs: number; readonly layers: readonly string[] }
    >
  >;
  readonly digests: readonly (Way & {
    readonly macs: number;
    readonly layers: number;
    readonly sha256: string;
  })[];
};

const written = (value: string | number | boolean | null): string =>
  value === null ? 'none' : String(value);

/** Multiply-adds, and `name sizes parameters` of each layer, without the part of the path that the application adds. */
function networkOf({ name, shape, arguments: given }: Way): { macs: number; layers: readonly string[] } {
  const args = Object.entries(given).map(([parameter, value]) => `${parameter}=${written(value)}`);
  const { heads, layers } = modelOf(`import { ${name} } from "cnn:applications"
    model M { input image: float32[${shape.join(', ')}] base: ${name}(${args.join(', ')}) }`);
  const order = kerasOrder(heads.map(({ tensor }) => tensor)).slice(1) as readonly LayerNode<number>[];
  expect(order.length).toBe(layers.length);
  return {
    macs: layers.reduce((sum, each) => sum + each.macs, 0),
    layers: order.map((layer) => {
      const [, ...within] = layer.path.split('.');
      return `${within.at(-1) ?? ''} ${layer.shape.join(',')} ${parametersOf(layer, name)}`;
    }),
  };
}

/** Keras keeps the mean, the variance and the count of a Normalization as weights where it gives none; here they are parameters. */
const parametersOf = ({ kind, weights, inputs }: LayerNode<number>, name: string): number =>
  kind === 'Normalization' && name.startsWith('EfficientNetB')
    ? 2 * (inputs[0]?.shape.at(-1) ?? 0) + 1
    : weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** Without the name of an activation: Keras counts the ReLU of MobileNetV3's hard sigmoid among others. */
const plain = (line: string): string => line.replace(/^(?:re_lu|activation)(?:_\d+)? /, '');

describe('networks of keras.applications', () => {
  test.each(Object.entries(golden.whole))('%s', (name, { shape, macs, layers }) => {
    const network = networkOf({ name, shape, arguments: {} });
    expect(network.macs).toBe(macs);
    const seen = name.startsWith('MobileNetV3') ? plain : (line: string): string => line;
    expect(network.layers.map(seen)).toEqual(layers.map(seen));
  });
});

describe('other ways to build them', () => {
  const title = ({ name, shape, arguments: given }: Way): string =>
    `${name} on ${shape.join('×')} ${JSON.stringify(given)}`;
  test.each(golden.digests.map((way) => [title(way), way] as const))('%s', (_title, way) => {
    const { macs, layers } = networkOf(way);
    expect(macs).toBe(way.macs);
    expect(layers.length).toBe(way.layers);
    expect(createHash('sha256').update(layers.map(plain).join('\n')).digest('hex')).toBe(way.sha256);
  });
});

/* What `layer.input` of Keras's model comes from: shapes and parameters alone would not tell. */
test.each([
  ['NASNetMobile', 'adjust_relu_1_0', 'reduction_concat_stem_1'],
  ['NASNetMobile', 'adjust_relu_1_5', 'normal_concat_3'],
  ['NASNetMobile', 'adjust_relu_1_9', 'normal_concat_8'],
  ['NASNetLarge', 'adjust_relu_1_stem_2', 'stem_bn1'],
  ['NASNetLarge', 'adjust_relu_1_7', 'normal_concat_4'],
  ['NASNetLarge', 'adjust_relu_1_13', 'normal_concat_11'],
])('in %s, %s follows %s', (name, layer, before) => {
  const { layers } = modelOf(`import { ${name} } from "cnn:applications"
    model M { input image: float32[96, 96, 3] base: ${name}(include_top=false) }`);
  const [input] = layers.find(({ path }) => path === `base.${layer}`)?.inputs ?? [];
  expect(input?.type === 'layer' && input.path).toBe(`base.${before}`);
});

import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { isConcrete } from '../../../../compiler/graph/graph.ts';
import { compileText, modelOf } from '../../../support/compile-text.ts';
import { constructs } from '../typescript/constructs.ts';
import { expectLoads } from './load-emitted.ts';

/* Small models, written, loaded, and asked for what the engine `cpu` gives. */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each(Object.entries(constructs))('%s', async (_name, text) => {
  for (const graph of compileText(text).value.models.filter(isConcrete)) await expectLoads(graph);
});

describe('what has a place of its own in model.json', () => {
  test('layers that are applied again, and several heads', async () => {
    const graph = modelOf(`model Net {
  input left: float32[8, 8, 3]
  input right: float32[8, 8, 3]
  from left
  conv: Conv2D(3, 3, padding=same)
  a: Flatten
  from right
  reuse conv
  reuse conv
  b: Flatten
  from a
  Subtract(with=b)
  output first: Dense(2)
  from right
  output second: Identity
}`);
    await expectLoads(graph);
  });

  test('layers that are called like an input, or as TensorFlow.js allows none', async () => {
    const graph = modelOf(`model Net {
  input conv2d: float32[4, 4, 1]
  Conv2D(2, 3)
  _flat: Flatten
  x_flat: Dense(4)
  output label: Dense(3)
}`);
    const files = await expectLoads(graph);
    const text = new TextDecoder().decode(files.get('model.json'));
    const names = [...text.matchAll(/"class_name":"\w+","name":"([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['conv2d', 'conv2d_1', '0_flat', 'x_flat', 'label']);
  });

  test('layers that are called as what every object has', async () => {
    const graph = modelOf(`model Net {
  input toString: float32[4]
  constructor: Dense(4)
  __proto__: { Dense(3)  valueOf: Dense(3) }
  valueOf: { repeat 2 { Dense(3) } }
  output hasOwnProperty: Dense(2)
}`);
    const files = await expectLoads(graph);
    const text = new TextDecoder().decode(files.get('model.json'));
    const names = [...text.matchAll(/"class_name":"\w+","name":"([^"]*)"/g)].map(([, name]) => name);
    expect(names[0]).toBe('0toString');
    expect(names).toContain('0constructor');
  });

  test('weights that their constraints would change, which TensorFlow.js applies to what it loads', async () => {
    const graph = modelOf(`model Net {
  input image: float32[6, 6, 4]
  Conv2D(3, 3, kernel_constraint=MinMaxNorm(0.1, 1, rate=0.5), bias_constraint=non_neg)
  Conv2D(4, 3, groups=1, padding=same, strides=3, kernel_constraint=unit_norm)
  SeparableConv2D(4, 1, depthwise_constraint=non_neg, pointwise_constraint=unit_norm)
  BatchNormalization(gamma_constraint=MaxNorm(0.1), beta_constraint=non_neg)
  PReLU(alpha_constraint=non_neg)
  GroupNormalization(2, gamma_constraint=MaxNorm(0.1))
  Flatten
  output y: Dense(2, kernel_constraint=unit_norm)
}`);
    const files = await expectLoads(graph);
    expect(new TextDecoder().decode(files.get('model.json'))).not.toContain('constraint');
  });

  test.each([
    ['[3, 1]', ''],
    ['[-1, 1]', ''],
    ['[2, 1]', ''],
    ['[3, 1]', ', scale=false'],
    ['[-1, 1, 2]', ''],
  ])('axes in any order, counted from either end: %s%s', async (axis, more) => {
    const graph = modelOf(`model Net {
  input image: float32[5, 6, 4]
  output a: LayerNormalization(axis=${axis}${more})
  from image
  output b: RMSNormalization(axis=${axis})
  from image
  output c: UnitNormalization(axis=${axis})
  from image
  output d: ReduceMean(axis=${axis})
  from image
  output e: PReLU(shared_axes=${axis})
}`);
    await expectLoads(graph);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Tensor } from '../../../compiler/graph/graph.ts';
import { kerasOrder } from '../../../compiler/graph/keras-order.ts';
import { modelOf } from '../../support/compile-text.ts';

/*
 * The order of `model.layers` in Keras, of test/golden/make_keras_order.py.
 */

const golden = JSON.parse(
  readFileSync(new URL('../../golden/keras_order.json', import.meta.url), 'utf8'),
) as Record<string, readonly string[]>;

const nameOf = (tensor: Tensor): string =>
  tensor.type === 'input' ? tensor.name : (tensor.sharesWith ?? tensor.path);

const texts: Readonly<Record<string, string>> = {
  residual: `model M {
    input image: float32[32, 32, 3]
    stem: Conv2D(8, 3, padding=same)
    for (filters, strides) in [(8, 1), (16, 2), (16, 1), (32, 2)] as i {
      "g{i}": residual {
        "a{i}": Conv2D(filters, 3, strides=strides, padding=same)
        "b{i}": BatchNormalization
        "c{i}": ReLU
        "d{i}": Conv2D(filters, 3, padding=same)
      } skip when strides > 1 {
        "e{i}": Conv2D(filters, 1, strides=strides)
        "f{i}": BatchNormalization
      }
      "h{i}": ReLU
    }
    trunk: Identity
    flat: Flatten
    output label: Dense(4)
    from trunk
    pool: GlobalAveragePooling2D
    hidden: Dense(9)
    output box: Dense(4)
  }`,
  parallel: `model M {
    input image: float32[16, 16, 4]
    merge: parallel Concatenate {
      path { one: Conv2D(4, 1) }
      path { reduce: Conv2D(2, 1) three: Conv2D(4, 3, padding=same) }
      path { pool: MaxPooling2D(3, strides=1, padding=same) }
    }
    output label: Flatten
  }`,
  shared: `model M {
    input image: float32[8]
    tower: Dense(8)
    act: ReLU
    before: Dense(8)
    again: reuse tower
    reuse act
    output label: Add(with=act)
  }`,
};

test.each(Object.entries(texts))('%s', (name, text) => {
  const { heads } = modelOf(text);
  const order = kerasOrder(heads.map(({ tensor }) => tensor)).map(nameOf);
  expect(order.filter((path) => path !== 'trunk')).toEqual(golden[name]);
});

test('a part of a model has its own inputs', () => {
  const { layers } = modelOf('model M { input x: float32[8] ReLU g: { a: Dense(8) b: Dense(8) } Softmax }');
  const inside = layers.filter(({ path }) => path.startsWith('g.'));
  const order = kerasOrder(inside.slice(-1), (layer) => inside.some((each) => each === layer));
  expect(order.map(nameOf)).toEqual(['re_lu', 'g.a', 'g.b']);
});

import { describe, expect, test } from 'vitest';
import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { render } from '../../../compiler/diagnostics/render.ts';
import { wayTo } from '../../support/span.ts';
import { compileText, modelOf } from '../../support/compile-text.ts';

const layersOf = (text: string): readonly LayerNode[] => modelOf(text).written;
const pathsOf = (text: string): string[] => layersOf(text).map(({ path }) => path);
const edgesOf = (text: string): string[] =>
  layersOf(text).map(
    ({ path, inputs }) => `${path} ← ${inputs.map((i) => (i.type === 'input' ? i.name : i.path)).join(', ')}`,
  );
const inModel = (body: string): string => `model M { input x: float32[8, 8, 4] ${body} }`;

describe('blocks', () => {
  const unit = `block ResUnit(filters, strides = 1) {
    residual { conv: Conv2D(filters, 3, padding=same, strides=strides) }
    skip when strides > 1 { Conv2D(filters, 1, strides=strides) }
    ReLU
  }`;

  test('add a segment; unlabelled ones are counted by kind', () => {
    expect(pathsOf(`${unit} ${inModel('a: ResUnit(4) from a ResUnit(4) repeat 2 { ResUnit(4) }')}`)).toEqual(
      ['a', 'res_unit', 'res_unit_1', 'res_unit_2'].flatMap((path) =>
        ['conv', 'add', 're_lu'].map((name) => `${path}.${name}`),
      ),
    );
  });

  test('take arguments and defaults, also through aliases, and bind sizes', () => {
    const layers = layersOf(`
      layer Halving = Fold(strides=2)
      block Fold(filters, strides = 1, twice = strides * 2) {
        input x: [?h, ?w, ?c]
        Conv2D(filters + c, 1, strides=strides)
        Reshape([h * w // strides // strides, twice, -1])
      }
      ${inModel('Halving(4)')}`);
    expect(layers.map(({ shape }) => shape)).toEqual([
      [4, 4, 8],
      [16, 4, 2],
    ]);
    expect(wayTo(layers[0])).toEqual(['M', 'Fold(4, strides=2)']);
  });

  test('take further inputs by name, and give several outputs', () => {
    expect(
      edgesOf(`
      block Fuse { input a: [?h, ?w, ?c]  input b: [h, w, ?d]  Concatenate(with=a) }
      block Two { output left: ReLU  output right: Softmax }
      ${inModel('stem: ReLU two: Two from two.right Fuse(b=stem) Concatenate(with=two.left)')}`),
    ).toEqual([
      'stem ← x',
      'two.left ← stem',
      'two.right ← stem',
      'fuse.concatenate ← stem, two.right',
      'concatenate ← fuse.concatenate, two.left',
    ]);
  });

  test('may apply themselves to a depth', () => {
    expect(pathsOf(`block Deep(n) { ReLU if n > 0 { Deep(n - 1) } } ${inModel('Deep(2)')}`)).toEqual([
      'deep.re_lu',
      'deep.deep.re_lu',
      'deep.deep.deep.re_lu',
    ]);
  });

  test('do not see labels, values and layers around their application', () => {
    const { diagnostics } = compileText(
      `block Sees { Dense(n) L from y } ${inModel('let n = 3 layer L = ReLU y: ReLU Sees Dense(n) L from y')}`,
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'CNN101',
      'CNN102',
      'CNN142',
    ]);
  });
});

describe('models within models', () => {
  test('are applied as blocks are', () => {
    const graph = compileText(`
      model Inner(n = 3) { input y: float32[4]  Dense(n)  output mean: Dense(2) }
      model Outer { input x: float32[4]  base: Inner(n=5)  Dense(1) }`).value.models[1];
    expect(graph?.layers.map(({ path, shape }) => [path, shape])).toEqual([
      ['base.dense', [5]],
      ['base.mean', [2]],
      ['dense', [1]],
    ]);
    expect(graph?.inputs.map(({ name }) => name)).toEqual(['x']);
  });

  test('a model has several inputs', () => {
    const graph = modelOf(
      'model M { input a: float32[3] Dense(2) s: Dense(4) input b: float32[4] Add(with=s) }',
    );
    expect(graph.inputs.map(({ name, shape }) => [name, shape])).toEqual([
      ['a', [3]],
      ['b', [4]],
    ]);
    expect(
      graph.layers.at(-1)?.inputs.map((tensor) => (tensor.type === 'input' ? tensor.name : tensor.path)),
    ).toEqual(['b', 's']);
  });
});

describe('merges', () => {
  test('residual adds main and skip, or is main alone', () => {
    expect(
      edgesOf(
        inModel('residual { ReLU } sum: residual { ReLU } skip { Softmax } residual when false { ReLU }'),
      ),
    ).toEqual([
      're_lu ← x',
      'add ← re_lu, x',
      're_lu_1 ← add',
      'softmax ← add',
      'sum ← re_lu_1, softmax',
      're_lu_2 ← sum',
    ]);
  });

  test('parallel merges its paths in order; an empty one is the identity', () => {
    expect(
      edgesOf(
        inModel(
          'parallel Concatenate { path { } for n in [1, 2] { path { Conv2D(n, 1) } } a: path { ReLU } } from a',
        ),
      ),
    ).toEqual(['conv2d ← x', 'conv2d_1 ← x', 're_lu ← x', 'concatenate ← x, conv2d, conv2d_1, re_lu']);
  });

  test('one path alone is not merged', () => {
    expect(pathsOf(inModel('parallel Add { path { ReLU } } ReLU'))).toEqual(['re_lu', 're_lu_1']);
  });

  test('an iteration’s label, and one of another', () => {
    expect(edgesOf(inModel('repeat 2 { a: ReLU Add(with=a) } Add(with=[a[0], a[1]])'))).toEqual([
      'a[0] ← x',
      'add ← a[0], a[0]',
      'a[1] ← add',
      'add_1 ← a[1], a[1]',
      'add_2 ← add_1, a[0], a[1]',
    ]);
  });

  test('what does not fit names both tensors, where they come from, and the cheapest fix', () => {
    const { diagnostics } = compileText(
      `block Unit(filters, strides = 1) {
  residual {
    Conv2D(filters, 3, padding=same, strides=strides)
    BatchNormalization
  }
}
model M {
  input x: float32[56, 56, 64]
  for (filters, units) in [(64, 2), (128, 2)] as stage {
    repeat units as i { Unit(filters, strides = if stage > 0 and i == 0 then 2 else 1) }
  }
  Dense(3, units=4)
}`,
    );
    expect(diagnostics.map((diagnostic) => render(diagnostic)).join('\n\n')).toBe(
      `error[CNN203]: \`Add\` inputs differ in height, width and channels
  ┌─ test.cnn:2:3
  │
 2│   residual {
  │   ^^^^^^^^ [28, 28, 128] + [56, 56, 64]
  │
 2│   residual {                                            the skip is [56, 56, 64]
 3│     Conv2D(filters, 3, padding=same, strides=strides)   strides=2 makes [56, 56, 64] into [28, 28, 128]
  = in: M › stage 1 › i 0 of 2 › Unit(128, strides=2)
  = fix: project the skip: \`skip when strides > 1 { Conv2D(filters, kernel_size=1, strides=strides, use_bias=false)  BatchNormalization }\`

error[CNN109]: \`units\` is given twice
  ┌─ test.cnn:12:12
  │
12│   Dense(3, units=4)
  │            ^^^^^^^`,
    );
  });
});

describe('reuse', () => {
  test('applies again with the same weights', () => {
    const text = inModel(
      't: { Conv2D(4, 1) BatchNormalization } from x u: reuse t reuse t c: Conv2D(4, 1) reuse c reuse u',
    );
    expect(layersOf(text).map(({ path, sharesWith, weights }) => [path, sharesWith, weights.length])).toEqual(
      [
        ['t.conv2d', undefined, 2],
        ['t.batch_normalization', undefined, 4],
        ['u.conv2d', 't.conv2d', 0],
        ['u.batch_normalization', 't.batch_normalization', 0],
        ['t_1.conv2d', 't.conv2d', 0],
        ['t_1.batch_normalization', 't.batch_normalization', 0],
        ['c', undefined, 2],
        ['c_1', 'c', 0],
        ['u_1.conv2d', 't.conv2d', 0],
        ['u_1.batch_normalization', 't.batch_normalization', 0],
      ],
    );
  });

  test('blocks with residuals and labels within', () => {
    const text = `block B { residual { inner: Conv2D(4, 1) from inner } } ${inModel('b: B from x r: residual { k: B } from x reuse r from x reuse b')}`;
    expect(layersOf(text).map(({ path, sharesWith }) => [path, sharesWith])).toEqual([
      ['b.inner', undefined],
      ['b.add', undefined],
      ['k.inner', undefined],
      ['k.add', undefined],
      ['r', undefined],
      ['r_1.k.inner', 'k.inner'],
      ['r_1.k.add', 'k.add'],
      ['r_1', 'r'],
      ['b_1.inner', 'b.inner'],
      ['b_1.add', 'b.add'],
    ]);
  });
});

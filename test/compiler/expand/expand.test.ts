import { describe, expect, test } from 'vitest';
import { wayTo } from '../../support/span.ts';
import { compileText, modelOf, reportOf } from '../../support/compile-text.ts';

const pathsOf = (body: string): string[] =>
  modelOf(`model M { input x: float32[16, 16, 3] ${body} }`).layers.map(({ path }) => path);

describe('paths', () => {
  test('unlabelled layers are counted by kind, as in Keras', () => {
    expect(pathsOf('Conv2D(3, 1) MaxPool2D Conv2D(3, 1) BatchNormalization ReLU GlobalAvgPool2D')).toEqual([
      'conv2d',
      'max_pooling2d',
      'conv2d_1',
      'batch_normalization',
      're_lu',
      'global_average_pooling2d',
    ]);
  });

  test('a label names its layer and does not count', () => {
    expect(pathsOf('stem: Conv2D(3, 1) Conv2D(3, 1)')).toEqual(['stem', 'conv2d']);
  });

  test('a name by kind goes round a label', () => {
    expect(pathsOf('conv2d: Conv2D(3, 1) Conv2D(3, 1)')).toEqual(['conv2d', 'conv2d_1']);
  });

  test('a group adds a segment and counts anew', () => {
    expect(pathsOf('Conv2D(3, 1) a: { Conv2D(3, 1) b: { Conv2D(3, 1) } } Conv2D(3, 1)')).toEqual([
      'conv2d',
      'a.conv2d',
      'a.b.conv2d',
      'conv2d_1',
    ]);
  });

  test('a loop indexes the outermost labels in it', () => {
    const body = 'repeat 2 { stage: { repeat 2 { unit: { conv: Conv2D(3, 1) } } } Conv2D(3, 1) }';
    expect(pathsOf(body)).toEqual([
      'stage[0].unit[0].conv',
      'stage[0].unit[1].conv',
      'conv2d',
      'stage[1].unit[0].conv',
      'stage[1].unit[1].conv',
      'conv2d_1',
    ]);
  });

  test('loops within loops index twice, and `if` passes labels through', () => {
    expect(pathsOf('repeat 2 as i { repeat 2 { if i == 0 { a: ReLU } else { a: ReLU } } }')).toEqual([
      'a[0][0]',
      'a[0][1]',
      'a[1][0]',
      'a[1][1]',
    ]);
  });

  test('an interpolated label says itself which iteration it is of', () => {
    expect(pathsOf('repeat 2 as i { "block{i + 5}": { act: ReLU } }')).toEqual(['block5.act', 'block6.act']);
  });

  test('a head is named by its output', () => {
    expect(pathsOf('output a: GlobalAvgPool2D output b: { Flatten Dense(2) }')).toEqual([
      'a',
      'b.flatten',
      'b.dense',
    ]);
  });
});

describe('expansion', () => {
  test('the current tensor stays as it was after an output', () => {
    const { heads, layers } = modelOf(
      'model M { input x: float32[8] Dense(4) output a: Dense(2) output b: Dense(3) }',
    );
    expect(heads.map(({ name, tensor }) => [name, tensor.shape])).toEqual([
      ['a', [2]],
      ['b', [3]],
    ]);
    expect(layers.slice(1).map(({ inputs }) => inputs[0]?.shape)).toEqual([[4], [4]]);
  });

  test('a model without an output has the head `output`', () => {
    const { heads } = modelOf('model M { input x: float32[8] Dense(4) Dense(2) }');
    expect(heads.map(({ name, tensor }) => [name, tensor.shape])).toEqual([['output', [2]]]);
  });

  test('parameters have defaults that use earlier ones, and top-level values come in any order', () => {
    const { layers } = modelOf(
      'model M(a = base, b = a * 2) { input x: float32[8] Dense(a) Dense(b) } let base = 3',
    );
    expect(layers.map(({ shape }) => shape)).toEqual([[3], [6]]);
  });

  test('an alias gives defaults: by position for good, by name to be overridden', () => {
    const { layers } = modelOf(`
      layer Conv = Conv2D(kernel_size=3, padding=same)
      layer Wide = Conv(64)
      model M { input x: float32[8, 8, 3] Conv(4) Conv(4, 5) Wide Wide(1) Wide(kernel_size=2, padding=valid) }
    `);
    expect(layers.map(({ shape, params }) => [shape, params['kernel_size']])).toEqual([
      [
        [8, 8, 4],
        [3, 3],
      ],
      [
        [8, 8, 4],
        [5, 5],
      ],
      [
        [8, 8, 64],
        [3, 3],
      ],
      [
        [8, 8, 64],
        [1, 1],
      ],
      [
        [7, 7, 64],
        [2, 2],
      ],
    ]);
  });

  test('every parameter is filled in, with Keras’s defaults', () => {
    const [layer] = modelOf('model M { input x: float32[8, 8, 3] Conv2D(4, 3) }').layers;
    expect(layer?.params).toEqual({
      filters: 4,
      kernel_size: [3, 3],
      strides: [1, 1],
      padding: 'valid',
      dilation_rate: [1, 1],
      groups: 1,
      activation: null,
      use_bias: true,
      kernel_initializer: { kind: 'variance_scaling', scale: 1, mode: 'fan_avg', distribution: 'uniform' },
      bias_initializer: { kind: 'constant', value: 0 },
      kernel_regularizer: null,
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
    });
  });

  test('initialisers are read as words and as calls', () => {
    const initializers = modelOf(`model M { input x: float32[8]
      Dense(1, kernel_initializer=he_normal, bias_initializer=Ones)
      Dense(1, kernel_initializer=HeNormal(seed=3), bias_initializer=Constant(0.1)) }`).layers.flatMap(
      ({ weights }) => weights.map(({ initializer }) => initializer),
    );
    const heNormal = {
      kind: 'variance_scaling',
      scale: 2,
      mode: 'fan_in',
      distribution: 'truncated_normal',
    };
    expect(initializers).toEqual([
      heNormal,
      { kind: 'constant', value: 1 },
      { ...heNormal, seed: 3 },
      { kind: 'constant', value: 0.1 },
    ]);
  });

  test('a layer knows the way to it', () => {
    const { layers } = modelOf(
      'model M { input x: float32[8] for (u, n) in [(4, 1)] as stage { repeat n { Dense(u) } } for u in [3] { Dense(u) } }',
    );
    expect(layers.map(wayTo)).toEqual([
      ['M', 'stage 0', 'iteration 0 of 1'],
      ['M', 'u = 3'],
    ]);
  });

  test('multiply-adds leave the bias out', () => {
    const { layers } = modelOf(
      'model M { input image: float32[150, 100, 3] Conv2D(200, 5, padding=same) GlobalAvgPool2D Dense(10) }',
    );
    expect(layers.map(({ macs }) => macs)).toEqual([225_000_000, 0, 2000]);
  });
});

describe('one root cause, one error', () => {
  test('what follows a layer at fault is silent', () => {
    const { diagnostics } = compileText(
      'model M { input x: float32[7, 7, 1] repeat 3 { Conv2D(3, 9) Dense(3) } output y: Dense(10) }',
    );
    expect(reportOf(diagnostics)).toEqual(['CNN206 `Conv2D`: the 9×9 kernel does not fit the 7×7 input']);
  });

  test('a value at fault silences what uses it', () => {
    const { diagnostics } = compileText(
      'let a = 1 / 0 let b = a + 1 model M(c = b) { input x: float32[a] if c > 2 { Dense(b) } Dense(c) }',
    );
    expect(reportOf(diagnostics)).toEqual(['CNN120 division by zero']);
  });

  test('an alias at fault silences its applications', () => {
    const { diagnostics } = compileText(
      'layer A = Conv2D(kernel=3) layer B = A(3) model M { input x: float32[8, 8, 1] A(3) B Dense(2) }',
    );
    expect(reportOf(diagnostics)).toEqual(['CNN107 `Conv2D` has no parameter `kernel`']);
  });
});

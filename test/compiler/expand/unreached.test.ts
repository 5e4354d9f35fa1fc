import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Graph } from '../../../compiler/graph/graph.ts';
import { Source } from '../../../grammar/source.ts';

function compiled(text: string): { graph: Graph | undefined; told: string[] } {
  const source = new Source('test.cnn', text);
  const { value, diagnostics } = compile(source);
  return {
    graph: value.models.at(-1),
    told: diagnostics.map(
      ({ code, message, span }) =>
        `${(span && source.position(span.start).line + 1) ?? 0}: ${code} ${message}`,
    ),
  };
}

const model = (...lines: string[]): string =>
  ['model M {', 'input x: float32[8, 8, 4]', ...lines, '}'].join('\n');

const pathsOf = (graph: Graph | undefined): string[] => (graph?.layers ?? []).map(({ path }) => path);

describe('layers that reach no output', () => {
  test('are left out, each statement with a warning', () => {
    const { graph, told } = compiled(
      model('a: Conv2D(4, 3)', 'Conv2D(512, 3)', 'b: Conv2D(512, 3)', 'from a', 'output y: Dense(2)', 'ReLU'),
    );
    expect(pathsOf(graph)).toEqual(['a', 'y']);
    expect(graph?.written.map(({ path }) => path)).toEqual(['a', 'conv2d', 'b', 'y', 're_lu']);
    expect(told.filter((line) => !line.includes('CNN210'))).toEqual([
      '4: CNN227 `conv2d` reaches no output and is left out',
      '5: CNN227 `b` reaches no output and is left out',
      '8: CNN227 `re_lu` reaches no output and is left out',
    ]);
  });

  test('of a model without outputs are what its last tensor is not made from', () => {
    const { graph, told } = compiled(model('a: ReLU', 'Conv2D(4, 3)', 'from a', 'Flatten'));
    expect(pathsOf(graph)).toEqual(['a', 'flatten']);
    expect(told).toEqual(['4: CNN227 `conv2d` reaches no output and is left out']);
  });

  test('of a loop are told once, at what makes them', () => {
    const { graph, told } = compiled(
      model('repeat 3 {', 'stem: ReLU', 'Conv2D(4, 1)', 'from stem', '}', 'Flatten'),
    );
    expect(pathsOf(graph)).toEqual(['stem[0]', 'stem[1]', 'stem[2]', 'flatten']);
    expect(told).toEqual(['5: CNN227 `conv2d`, `conv2d_1` and `conv2d_2` reach no output and are left out']);
  });

  test('of a block are told at the application for which it is so', () => {
    const block = 'block B {\noutput a: Conv2D(1, 1)\noutput b: Conv2D(2, 1)\n}\n';
    const { graph, told } = compiled(
      block + model('one: B', 'from x', 'two: B', 'from one.a', 'Concatenate(with=[two.a, two.b])'),
    );
    expect(pathsOf(graph)).toEqual(['one.a', 'two.a', 'two.b', 'concatenate']);
    expect(told).toEqual(['7: CNN227 of the 2 layers made here, `one.b` reaches no output and is left out']);
  });

  test('of a model of which a part is taken by name are left out without a word, and keep their places in `layers[…]`', () => {
    const text = `import { VGG16 } from "cnn:applications"
model M {
  input image: float32[64, 64, 3]
  base: VGG16(include_top=false)
  from base.block2_pool
  GlobalAveragePooling2D
  output label: Dense(4, activation=softmax)
}
data D { source = shapes(10, size=64, channels=3)  field label: class[4]  prepare { Rescaling(1/255) } }
train M on D {
  batch = 2
  objective label { loss = sparse_categorical_crossentropy }
  phase first { epochs = 1  optimizer = Adam }
  phase some { epochs = 1  optimizer = Adam  freeze base.layers[..4] }
  phase all { epochs = 1  optimizer = Adam  freeze base }
}`;
    const source = new Source('test.cnn', text);
    const { value, diagnostics } = compile(source, { load: () => undefined });
    expect(diagnostics).toEqual([]);
    const [train] = value.trains;
    expect(pathsOf(train?.spec.graph)).toHaveLength(8);
    const [, some, all] = train?.spec.phases ?? [];
    expect([...(some?.frozen ?? [])]).toEqual(['base.block1_conv1', 'base.block1_conv2', 'base.block1_pool']);
    expect(all?.frozen.has('base.block5_conv3')).toBe(true);
    const trained = train?.plans.map(({ trainableParameters }) => trainableParameters);
    expect(trained).toEqual([260_676, 73_856 + 147_584 + 516, 516]);
  });
});

describe('what a model makes', () => {
  const inner = 'model In {\ninput x: float32[8, 8, 4]\nmid: Conv2D(4, 3)\nConv2D(512, 3)\n}\n';
  const told = (...lines: string[]): string[] =>
    compiled(inner + model(...lines)).told.filter((line) => line.includes('CNN227'));

  test('is cut off where a layer of it is merged, or lies two models deep', () => {
    const outer = `${inner}model Out {\ninput x: float32[8, 8, 4]\none: In\nFlatten\nDense(2)\n}\n`;
    expect(told('base: In', 'from x', 'Conv2D(4, 3)', 'Add(with=base.mid)')).toEqual([]);
    expect(compiled(outer + model('base: Out', 'from base.one.mid', 'ReLU')).told).toEqual([]);
  });

  test('is told where nothing of it is named, and where it is not what was cut', () => {
    expect(told('base: In', 'from x', 'ReLU')).toEqual([
      '8: CNN227 `base.mid` and `base.conv2d` reach no output and are left out',
    ]);
    expect(told('base: In', 'from x', 'other: In', 'from base.mid', 'ReLU')).toEqual([
      '10: CNN227 `other.mid` and `other.conv2d` reach no output and are left out',
    ]);
    // What a model leaves out of itself is told in that model, whoever applies it.
    const own = 'model In {\ninput x: float32[8, 8, 4]\nstem: ReLU\nConv2D(4, 3)\nfrom stem\nReLU\n}\n';
    const lines = compiled(own + model('base: In', 'from base.stem', 'ReLU')).told;
    expect(lines).toEqual(['4: CNN227 `conv2d` reaches no output and is left out']);
  });
});

describe('a layer that is applied several times', () => {
  test('is one layer whichever of its applications leads nowhere', () => {
    const { graph } = compiled(
      model('a: Conv2D(4, 1)', 'from x', 'b: reuse a', 'c: reuse a', 'output y: ReLU'),
    );
    expect(graph?.layers.map(({ path, sharesWith, weights }) => [path, sharesWith, weights.length])).toEqual([
      ['a', undefined, 2],
      ['c', 'a', 0],
      ['y', undefined, 0],
    ]);
    const [a, c, y] = graph?.layers ?? [];
    expect([c?.inputs[0], y?.inputs[0], graph?.heads[0]?.tensor]).toEqual([a, c, y]);
  });

  test('is frozen under each of its labels', () => {
    const text = `${model('a: Conv2D(4, 1)', 'from x', 'b: reuse a', 'Flatten', 'output y: Dense(4, activation=softmax)')}
data D { source = shapes(10, size=8, channels=4)  field y: class[4]  prepare { Rescaling(1/255) } }
train M on D { batch = 2  input x = image  objective y { loss = sparse_categorical_crossentropy }
  phase one { epochs = 1  optimizer = Adam  freeze a }
  phase two { epochs = 1  optimizer = Adam  freeze b } }`;
    const { value } = compile(
      new Source('test.cnn', text.replace('channels=4', 'channels=3').replace('8, 8, 4]', '8, 8, 3]')),
    );
    expect(value.trains[0]?.spec.phases.map(({ frozen }) => [...frozen])).toEqual([['a'], ['a']]);
  });

  test('counts once in `layers[…]`, as in Keras, and is frozen by index, range and path', () => {
    const phase = (name: string, freeze: string): string =>
      `phase ${name} { epochs = 1  optimizer = Adam  freeze ${freeze} }`;
    const text = `model In { input x: float32[8, 8, 3]  a: Conv2D(3, 1)  b: reuse a  c: Conv2D(3, 1) }
model M { input x: float32[8, 8, 3]  base: In  Flatten  output y: Dense(4, activation=softmax) }
data D { source = shapes(10, size=8, channels=3)  field y: class[4]  prepare { Rescaling(1/255) } }
train M on D { batch = 2  input x = image  objective y { loss = sparse_categorical_crossentropy }
  ${phase('one', 'base.layers[..2]')} ${phase('two', 'base.layers[..3]')}
  ${phase('three', 'base.a..base.b')} ${phase('four', 'base.b')} }`;
    const { value, diagnostics } = compile(new Source('test.cnn', text));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value.trains[0]?.spec.phases.map(({ frozen }) => [...frozen])).toEqual([
      ['base.a'],
      ['base.a', 'base.c'],
      ['base.a'],
      ['base.a'],
    ]);
    const trained = value.trains[0]?.plans.map(({ trainableParameters }) => trainableParameters);
    expect(trained).toEqual([12 + 772, 772, 12 + 772, 12 + 772]);
  });
});

import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { Source } from '../../../grammar/source.ts';
import { reportOf } from '../../support/compile-text.ts';

interface Case {
  readonly source: string;
  readonly input: string;
  readonly body: string;
  readonly steps?: string;
  readonly metrics?: string;
  readonly loss?: string;
}

const text = ({ source, input, body, steps = '', metrics = '', loss = 'mse' }: Case): string => `
  block Distance { input target: float32  input prediction: float32  Subtract(with=target)  Abs }
  model M { input image: float32[${input}] ${body} }
  data D { source = ${source}  split { train = 100% } prepare { Rescaling(1/255) } ${steps} }
  train M on D {
    batch = 2
    objective picture { target = image  loss = ${loss}  ${metrics} }
    phase main { epochs = 1  optimizer = Adam }
  }`;

const found = (spec: Case, image?: readonly number[]): string[] =>
  reportOf(
    compile(new Source('test.cnn', text(spec)), image && { shapes: { D: { image } } }).diagnostics,
  ).filter((line) => !line.startsWith('CNN131'));

const shapes = (size: number): string => `shapes(10, size=${size}, channels=1, classes=4)`;
const same = 'output picture: Conv2D(1, 3, padding=same)';
const prefix = 'CNN407 the loss `mse` does not fit the output `picture`: ';

describe('a target that is a picture has the sizes that come to the model', () => {
  test.each<[string, Case]>([
    [
      'resized',
      { source: shapes(48), input: '32, 32, 1', body: same, steps: 'prepare { Resizing(32, 32) }' },
    ],
    [
      'resized by itself',
      { source: shapes(48), input: '32, 32, 1', body: same, steps: 'prepare image { Resizing(32, 32) }' },
    ],
    [
      'cropped',
      { source: shapes(48), input: '32, 32, 1', body: same, steps: 'augment { RandomCrop(32, 32) }' },
    ],
    [
      'resized, then cropped',
      {
        source: shapes(48),
        input: '32, 32, 1',
        body: same,
        steps: 'prepare { Resizing(40, 40) }  augment { RandomCrop(32, 32) }',
      },
    ],
    ['as it is', { source: 'idx("d")', input: '28, 28, 1', body: same }],
    [
      'judged by metrics',
      {
        source: shapes(48),
        input: '32, 32, 1',
        body: same,
        steps: 'prepare { Resizing(32, 32) }',
        metrics: 'metrics = [mse, mae]',
      },
    ],
    [
      'compared by a block',
      {
        source: shapes(48),
        input: '32, 32, 1',
        body: same,
        steps: 'augment { RandomCrop(32, 32) }',
        loss: 'Distance',
      },
    ],
    ['of whatever size', { source: 'idx("d")', input: '?h, ?w, 1', body: same }],
    [
      'of a size that only the run decides',
      {
        source: 'idx("d")',
        input: '?h, ?w, 1',
        body: 'MaxPool2D  UpSampling2D  output picture: Conv2D(1, 1)',
      },
    ],
  ])('%s', (_, spec) => {
    expect(found(spec)).toEqual([]);
  });

  test.each<[string, Case, string]>([
    [
      'of a declared size',
      { source: shapes(28), input: '28, 28, 1', body: 'ZeroPadding2D(2)  ' + same },
      'it is [32, 32, 1], but `image` is [28, 28, 1] once prepared',
    ],
    [
      'of a size that its input takes',
      { source: 'idx("d")', input: '28, 28, 1', body: 'ZeroPadding2D(2)  ' + same },
      'it is [32, 32, 1], but `image` is [28, 28, 1] once prepared',
    ],
    [
      'of as many values',
      { source: 'idx("d")', input: '28, 28, 1', body: 'Conv2D(1, 1)  output picture: Reshape([14, 56, 1])' },
      'it is [14, 56, 1], but `image` is [28, 28, 1] once prepared',
    ],
    [
      'of another rank',
      { source: shapes(28), input: '28, 28, 1', body: 'Flatten  output picture: Dense(784)' },
      'it is [784], but `image` is [28, 28, 1] once prepared',
    ],
    [
      'before it was resized',
      {
        source: shapes(48),
        input: '32, 32, 1',
        body: 'ZeroPadding2D(8)  ' + same,
        steps: 'prepare { Resizing(32, 32) }',
        metrics: 'metrics = [mae]',
      },
      'it is [48, 48, 1], but `image` is [32, 32, 1] once prepared',
    ],
    [
      'before it was cropped',
      {
        source: shapes(48),
        input: '32, 32, 1',
        body: 'ZeroPadding2D(8)  ' + same,
        steps: 'augment { RandomCrop(32, 32) }',
      },
      'it is [48, 48, 1], but `image` is [32, 32, 1] once prepared',
    ],
    [
      'whatever the size',
      { source: 'idx("d")', input: '?h, ?w, 1', body: 'output picture: Conv2D(1, 3)' },
      'it is [h − 2, w − 2, 1], but `image` is [h, w, 1] once prepared',
    ],
  ])('and no other: %s', (_, spec, message) => {
    expect(found(spec)).toEqual([prefix + message]);
  });

  test('and none that its files turn out to make wrong', () => {
    const spec = {
      source: 'idx("d")',
      input: '?h, ?w, 1',
      body: 'MaxPool2D  UpSampling2D  output picture: Conv2D(1, 1)',
    };
    expect(found(spec, [28, 28, 1])).toEqual([]);
    expect(found(spec, [28, 27, 1])).toEqual([
      `${prefix}it is [28, 26, 1], but \`image\` is [28, 27, 1] once prepared`,
    ]);
  });

  test.each([
    ['[32, 32, 1]', 'ZeroPadding2D(2)', '  CenterCrop(28, 28)  '],
    ['[26, 26, 1]', 'Conv2D(1, 3)', '  Resizing(28, 28)  '],
  ])('the fix for %s works', (_, before, fix) => {
    const spec = { source: 'idx("d")', input: '28, 28, 1', body: `${before}  ${same}` };
    const { diagnostics } = compile(new Source('test.cnn', text(spec)));
    expect(diagnostics.find(({ code }) => code === 'CNN407')?.fix?.title).toContain(`\`${fix.trim()}\``);
    expect(found({ ...spec, body: `${before}${fix}${same}` })).toEqual([]);
  });

  test('a loss for classes is told with one for pictures', () => {
    const spec = { source: 'idx("d")', input: '28, 28, 1', body: same };
    const written = text(spec).replace('loss = mse', 'loss = sparse_categorical_crossentropy');
    const { diagnostics } = compile(new Source('test.cnn', written));
    const told = diagnostics.filter(({ severity }) => severity === 'error');
    expect(told.map(({ code, fix }) => [code, fix?.title])).toEqual([['CNN407', 'use `mse`']]);
  });
});

test('where a cross-entropy has a target beyond 0 to 1, nothing more is told of the output', () => {
  const body = 'output picture: Conv2D(1, 3, padding=same, activation=softmax)';
  const spec = { source: shapes(28), input: '28, 28, 1', body, loss: 'binary_crossentropy' };
  const told = (scale: string): readonly string[] =>
    compile(new Source('test.cnn', text(spec).replace('1/255', scale)))
      .diagnostics.map(({ code }) => code)
      .filter((code) => code !== 'CNN131');
  expect(told('1/255')).toEqual(['CNN450']);
  expect(told('1')).toEqual(['CNN456']);
});

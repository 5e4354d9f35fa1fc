import { expect, test } from 'vitest';
import { compileText, modelOf, reportOf } from '../../support/compile-text.ts';

const told = (layer: string, input: string): string[] =>
  reportOf(compileText(`model M { input x: float32[${input}] ${layer} }`).diagnostics);

test.each([
  [
    'ZeroPadding1D([[1, 2]])',
    '4, 2',
    'CNN112 `padding` must be an integer or [before, after], but is a list of 1',
  ],
  [
    'Cropping1D([[1, 2]])',
    '8, 2',
    'CNN112 `cropping` must be an integer or [before, after], but is a list of 1',
  ],
  ['UpSampling1D([2])', '4, 2', 'CNN112 `size` must be an integer, but is the list [2]'],
])('%s is refused, as by Keras', (layer, input, message) => {
  expect(told(layer, input)).toEqual([message]);
});

test.each([
  ['ZeroPadding1D([1, 2])', '4, 2', [7, 2]],
  ['ZeroPadding1D(1)', '4, 2', [6, 2]],
  ['Cropping1D([1, 2])', '8, 2', [5, 2]],
  ['UpSampling1D(3)', '4, 2', [12, 2]],
  ['ZeroPadding2D([[1, 2], 3])', '4, 4, 2', [7, 10, 2]],
])('%s is taken', (layer, input, shape) => {
  expect(modelOf(`model M { input x: float32[${input}] ${layer} }`).layers[0]?.shape).toEqual(shape);
});

test.each([
  ['MaxPool2D([0, 0])', 'CNN113'],
  ['Conv2D(4, [3, 3], strides=[0, 1.5])', 'CNN113'],
  ['ZeroPadding2D([[-1, -1], [-2, 0]])', 'CNN113'],
  ['Reshape([0, 0])', 'CNN205'],
  ['Permute([1.5, 2.5])', 'CNN114'],
])('two wrong entries of a list are one error: %s', (layer, code) => {
  expect(told(layer, '8, 8, 4').map((line) => line.slice(0, 6))).toEqual([code]);
});

test.each([
  ['RandomZoom(-1)', ['CNN113']],
  ['RandomZoom([-1, 0.2])', ['CNN113']],
  ['RandomZoom(0.1, width_factor=-1)', ['CNN113']],
  ['RandomZoom(1)', []],
  ['RandomZoom([-0.9, 0.2])', []],
])('%s: nothing would be left of a picture at -1', (step, codes) => {
  const { diagnostics } = compileText(
    `data D { source = shapes(10)  augment { ${step} } } model M { input x: float32[2] Dense(1) }`,
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(codes);
});

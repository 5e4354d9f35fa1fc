import { expect, test } from 'vitest';
import { distance, suggest } from '../../../compiler/foreign/suggest.ts';

test.each([
  ['', '', 0],
  ['same', 'same', 0],
  ['sme', 'same', 1],
  ['smae', 'same', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('%s and %s are %i apart', (a, b, changes) => {
  expect(distance(a, b)).toBe(changes);
  expect(distance(b, a)).toBe(changes);
});

const layers = [
  'Conv2D',
  'MaxPooling2D',
  'MaxPool2D',
  'Dense',
  'Dropout',
  'BatchNormalization',
  'relu',
  'elu',
];

test.each([
  ['stride', ['strides', 'padding'], 'strides'],
  ['kernelsize', ['kernel_size', 'filters'], 'kernel_size'],
  ['Konv2D', layers, 'Conv2D'],
  ['Maxpool2d', layers, 'MaxPool2D'],
  ['BatchNorm', layers, 'BatchNormalization'],
  ['BatchNormalisation', layers, 'BatchNormalization'],
  ['rleu', layers, 'relu'],
  ['kernel', ['filters', 'kernel_initializer', 'kernel_size'], 'kernel_size'],
  ['pool', ['pool_size', 'strides'], 'pool_size'],
  ['eps', ['epsilon', 'axis'], 'epsilon'],
  ['size', ['pool_size', 'strides'], 'pool_size'],
  ['Hardswish', ['Activation'], 'Activation(hard_silu)'],
  ['constructor', layers, undefined],
  ['po', ['pool_size', 'strides'], undefined],
  ['Transformer', layers, undefined],
  ['K', ['A', 'B'], undefined],
  ['x'.repeat(100_000), layers, undefined],
])('for %s of %s', (written, candidates, expected) => {
  expect(suggest(written, candidates)).toBe(expected);
});

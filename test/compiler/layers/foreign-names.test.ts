import { expect, test } from 'vitest';
import { layerKnownAs } from '../../../compiler/layers/foreign-names.ts';
import { compileText } from '../../support/compile-text.ts';

test.each([
  ['Linear', 'Dense'],
  ['BatchNorm2d', 'BatchNormalization'],
  ['Sigmoid', 'Activation(sigmoid)'],
  ['LogSoftmax', 'Activation(log_softmax)'],
  ['Transformer', undefined],
  ['constructor', undefined],
])('%s is known here as %s', (name, expected) => {
  expect(layerKnownAs(name)).toBe(expected);
});

test('a layer of PyTorch is answered with that of Keras, as an edit where it can stand in its place', () => {
  const fixes = compileText('model M { input x: float32[8] Linear(4) Sigmoid }').diagnostics.map(
    ({ code, fix }) => [code, fix?.title, fix?.edits?.[0]?.text],
  );
  expect(fixes).toEqual([
    ['CNN102', 'did you mean `Dense`?', 'Dense'],
    ['CNN102', 'did you mean `Activation(sigmoid)`?', undefined],
  ]);
});

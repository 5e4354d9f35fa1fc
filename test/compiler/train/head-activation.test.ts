import { expect, it } from 'vitest';
import { compileText } from '../../support/compile-text.ts';

const codesOf = (layers: string, loss = 'sparse_categorical_crossentropy', classes = 4): string[] =>
  compileText(`
    data D { source = folder("x")  field label: class[${classes}]  prepare { Rescaling(1/255) } }
    model M { input image: float32[8, 8, 3]  ${layers} }
    train M on D {
      batch = 2
      objective label { loss = ${loss} }
      phase main { epochs = 1  optimizer = Adam }
    }`).diagnostics.map(({ code }) => code);

it.each([
  ['Conv2D(4, 1, activation=softmax) output label: GlobalAveragePooling2D', []],
  ['Conv2D(4, 1, activation=softmax) output label: ReduceMean(axis=[1, 2])', []],
  ['Conv2D(4, 8, activation=softmax) Flatten output label: Identity', []],
  ['Flatten Dense(4, activation=softmax) output label: Clip(1e-7, 1)', []],
  [
    'Flatten f: Identity a: Dense(4, activation=softmax) from f Dense(4, activation=softmax) output label: Average(with=a)',
    [],
  ],
  ['Conv2D(4, 1, activation=softmax) output label: GlobalMaxPooling2D', ['CNN452']],
  ['Conv2D(4, 1) output label: GlobalAveragePooling2D', ['CNN418']],
  ['Flatten Dense(4, activation=softmax) output label: Square', ['CNN418']],
  ['Flatten Dense(4, activation=softmax) output label: Dropout(0.5)', ['CNN473']],
  ['Flatten Dropout(0.5) output label: Dense(4, activation=softmax)', []],
])('%s', (layers, codes) => {
  expect(codesOf(layers)).toEqual(codes);
});

it.each(['softmax', 'sigmoid'])('one class after a %s is nothing to learn', (activation) => {
  const layers = `Flatten output label: Dense(1, activation=${activation})`;
  expect(codesOf(layers, 'binary_crossentropy', 1)).toEqual(['CNN474']);
});

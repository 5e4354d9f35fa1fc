import { expect, it } from 'vitest';
import { compileText } from '../../support/compile-text.ts';

const told = (settings: string, split = 'split { train = 80%  valid = 20% }') => {
  const { value, diagnostics } = compileText(`model M {
    input image: float32[32, 32, 1]
    body: Flatten
    output shape: Dense(4, activation=softmax)
    output box: Dense(4) from body
  }
  data D {
    source = shapes(100)
    field shape: class[4]
    field box: box[center]
    ${split}
    prepare { Rescaling(1/255) }
  }
  train M on D {
    batch = 10
    objective shape { loss = sparse_categorical_crossentropy  metrics = [accuracy, f1_score] }
    objective box { loss = mse  metrics = [box_iou] }
    phase main { epochs = 9  optimizer = Adam  ${settings} }
  }`);
  const codes = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, fix }) => `${code} ${fix?.edits?.map(({ text }) => text.trim()).join() ?? ''}`);
  const fixes = diagnostics.flatMap(({ severity, fix }) => (severity === 'error' && fix ? [fix.title] : []));
  return { codes, fixes, phase: value.trains[0]?.spec.phases[0] };
};

it('a measure of the phase is taken, with its settings', () => {
  const { codes, phase } = told('monitor = val_shape_f1_score  patience = 3  min_delta = 0.001');
  expect(codes).toEqual([]);
  expect(phase).toMatchObject({ monitor: 'val_shape_f1_score', patience: 3, min_delta: 0.001 });
  for (const name of ['loss', 'val_loss', 'box_loss', 'val_box_box_iou', 'shape_accuracy', 'none'])
    expect(told(`monitor = ${name}`).codes, name).toEqual([]);
});

it('another is an error that names one', () => {
  expect(told('monitor = val_shape_acuracy').codes).toEqual(['CNN477 val_shape_accuracy']);
  expect(told('monitor = val_accuracy').codes).toEqual(['CNN477 val_shape_accuracy']);
  expect(told('monitor = val_acc').codes).toEqual(['CNN477 val_shape_accuracy']);
  expect(told('monitor = acc').codes).toEqual(['CNN477 shape_accuracy']);
  expect(told('monitor = "val_loss"').codes).toEqual(['CNN115 val_loss']);
  expect(told('monitor = 3').codes).toEqual(['CNN112 ']);
});

it('one of the validation part needs that part, and patience a measure', () => {
  expect(told('monitor = val_shape_accuracy', '').codes).toEqual(['CNN476 ']);
  expect(told('patience = 3').codes).toEqual(['CNN475 monitor = val_loss']);
  expect(told('min_delta = 0.1', '').codes).toEqual(['CNN475 monitor = loss']);
});

it.each([
  ['split { train = 70%  test = 30% }', 'split { train = 50%  valid = 20%  test = 30% }'],
  ['', 'split { train = 80%  valid = 20% }'],
])('the fix leaves a test part as it is: %s', (split, mended) => {
  expect(told('monitor = val_shape_accuracy', split).fixes).toEqual([`divide it: \`${mended}\``]);
});

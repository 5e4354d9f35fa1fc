import { expect, test } from 'vitest';
import { availability } from '../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { trainApart } from './train-apart.ts';

/** A step on so many pictures of 64×64, of which each keeps ten megabytes of activations; `settings` are the train block's. */
const text = (settings: string, batch = 48): string => `model Deep {
  input image: float32[64, 64, 3]
  repeat 8 { Conv2D(32, 1, use_bias=false) BatchNormalization ReLU }
  GlobalAveragePooling2D
  output label: Dense(3, activation=softmax)
}
data D { source = shapes(count=${batch}, size=64, channels=3, classes=3)  field label: class[3] }
train Deep on D {
  batch = ${batch}
  ${settings}
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = SGD }
}`;

const native = (await availability()).available ? ['onnx', 'tensorflow'] : ['onnx'];

test.each(native)(
  'on %s the process needs less, by most of what the plan saves',
  { timeout: 300_000 },
  (engine) => {
    const whole = trainApart(engine, { text: text('', 24) });
    const less = trainApart(engine, { text: text('recompute = max', 24) });
    const saved = whole.peak_bytes - less.peak_bytes;
    expect(saved).toBeGreaterThan(100e6);
    expect(whole.process_peak_bytes - less.process_peak_bytes).toBeGreaterThan(0.5 * saved);
    expect(less.loss).toBeCloseTo(whole.loss, 4);
  },
);

test('over the budget, the error offers it where it fits, with its cost', async () => {
  const { err } = await cnnc(['check', fileOf(text('memory = 250 MB'))]);
  expect(err).toMatch(
    /is the largest that fits; or .*; or `recompute = auto`, which fits and repeats [\d.]+ % of a forward/,
  );
  expect((await cnnc(['check', fileOf(text('memory = 250 MB recompute = auto'))])).code).toBe(0);
  const impossible = await cnnc(['check', fileOf(text('memory = 60 MB'))]);
  expect(impossible.err).toContain('CNN501');
  expect(impossible.err).not.toContain('recompute');
});

test('summary says what is done again', async () => {
  const file = fileOf(text('memory = 250 MB recompute = auto'));
  expect((await cnnc(['summary', file])).out).toMatch(/phase main does [\d,]+ multiply-adds of a step again/);
  const { out } = await cnnc(['summary', '--json', file]);
  expect(out).toMatch(/"repeated_macs": ?[1-9]/);
});

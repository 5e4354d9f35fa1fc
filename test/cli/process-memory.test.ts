import { expect, test } from 'vitest';
import { litterBytes } from '../../runtime/prepare/whole-process.ts';
import { trainApart } from './train-apart.ts';

/** Activations are most of what it needs, and variables the most of the rest. */
const text = `model Net {
  input image: float32[64, 64, 3]
  repeat 4 { Conv2D(32, 3, padding=same, use_bias=false) BatchNormalization ReLU }
  MaxPool2D
  Flatten
  Dense(64, activation=relu)
  output label: Dense(3, activation=softmax)
}
data D { source = shapes(count=32, size=64, channels=3, classes=3)  field label: class[3]  split { train = 75%  valid = 25% } }
train Net on D {
  batch = 24
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 2  optimizer = Adam }
}`;

test('on onnx a process needs what was foretold, and no more', () => {
  // What the process that starts it has is no memory of the run.
  const held = Buffer.alloc(600e6, 1);
  const done = trainApart('onnx', { text });
  expect(done.process_foretold_bytes).toBeLessThan(held.length);
  expect(done.process_foretold_bytes).toBeGreaterThan(done.peak_bytes);
  expect(done.process_peak_bytes).toBeLessThanOrEqual(done.process_foretold_bytes);
  // Two epochs leave little of the litter for which there is room.
  expect(done.process_peak_bytes).toBeGreaterThan(0.87 * (done.process_foretold_bytes - litterBytes));
});

import { describe, expect, test } from 'vitest';
import { chooseEngine } from '../../runtime/engines/registry.ts';
import { trainApart } from './train-apart.ts';

/** Most of what it needs are weights: 84 MB, frozen, so that little is trained in either phase. */
const text = `model Wide {
  input image: float32[32, 32, 3]
  Flatten
  wide: Dense(4096, activation=relu, kernel_initializer=zeros)
  deep: Dense(2048, activation=relu, kernel_initializer=zeros)
  output label: Dense(3, activation=softmax)
}
data D { source = shapes(count=16, size=32, channels=3, classes=3)  field label: class[3]  split { train = 50%  valid = 25%  test = 25% } }
train Wide on D {
  batch = 8
  objective label { loss = sparse_categorical_crossentropy }
  phase head { freeze wide  freeze deep  epochs = 1  optimizer = SGD(learning_rate=0.01) }
  phase again { freeze wide  freeze deep  epochs = 1  optimizer = SGD(learning_rate=0.001) }
}`;

/** What is foretold of garbage, which these few steps do not leave, and beyond what they need of an engine. */
const mostSpare = 200e6;

/** The engines that foretell a process here. */
const foretelling = (['onnx', 'tensorflow'] as const).map(async (name) => {
  const choice = await chooseEngine(name);
  return [name, choice.ok && choice.loaded.processBytes !== undefined] as const;
});

describe.each(await Promise.all(foretelling))('two phases on %s', (engine, here) => {
  test.skipIf(!here)('need no more than is foretold, and not much less', () => {
    const { process_peak_bytes: peak, process_foretold_bytes: foretold } = trainApart(engine, { text });
    expect(peak).toBeLessThanOrEqual(foretold);
    expect(foretold - peak).toBeLessThan(mostSpare);
  });
});

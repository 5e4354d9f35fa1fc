import { beforeAll, beforeEach, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { codeOf } from '../model/code-of.ts';
import { generate, type Generated } from './generated.ts';

/* Nothing that a training makes is left behind, however it ends; memory does not grow over its steps. */

const text = (optimizer: string, accumulate = 1): string => `model Net {
  input image: float32[8, 8, 1]
  Conv2D(2, 3, kernel_constraint=non_neg, activity_regularizer=l2)
  BatchNormalization
  Flatten
  output label: Dense(3, activation=softmax)
}
data Pictures { source = shapes(count=8, size=8, channels=1, classes=3)  field label: class[3] }
train Net on Pictures {
  batch = 2
  accumulate = ${accumulate}
  objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  phase main { epochs = 2  optimizer = ${optimizer} }
}`;

const pictures = (count: number): Readonly<Record<string, tf.Tensor>> =>
  tf.tidy(() => ({ image: tf.randomUniform([count, 8, 8, 1]), label: tf.zeros([count], 'int32') }));

let made: Generated;
let model: tf.LayersModel;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

beforeEach(async () => {
  made = await generate(codeOf(text('Adam', 2)));
  model = made.createModel();
});

/** Tensors that are there after something, beside before it. */
async function left(run: () => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await run();
  return tf.memory().numTensors - before;
}

test.each([
  'SGD(0.1, momentum=0.9, nesterov=true)',
  'Adam',
  'Nadam',
  'RMSprop(momentum=0.5)',
  'Adam(amsgrad=true)',
])('%s: as many tensors after each step as after the first, and none after the last', async (optimizer) => {
  const own = await generate(codeOf(text(optimizer)));
  const trained = own.createModel();
  const counts: number[] = [];
  const examples = pictures(6);
  const onStep = (): void => void counts.push(tf.memory().numTensors);
  const grown = await left(() =>
    own.train(trained, { train: examples, valid: examples }, { onStep, epochs: 2 }),
  );
  expect(counts).toHaveLength(6);
  // The first epoch keeps nothing; examples of the validation are gone when the second begins.
  expect(new Set(counts).size).toBe(1);
  expect(grown).toBe(0);
  tf.dispose(examples);
});

const batches = function* (): Iterable<object> {
  for (let place = 0; place < 3; place++) yield pictures(2);
};

const endings: Readonly<Record<string, (data: object) => Promise<unknown>>> = {
  'after an error in a callback of a step': (train) =>
    made.train(model, train, {
      onStep: ({ step }: { step: number }) => {
        if (step === 2) throw new Error('enough');
      },
    }),
  'after an error in a callback of an epoch': (train) =>
    made.train(model, train, { onEpoch: () => Promise.reject(new Error('enough')) }),
  'after an abort': (train) => {
    const controller = new AbortController();
    return made.train(model, train, {
      signal: controller.signal,
      onStep: () => {
        controller.abort(new Error('enough'));
      },
    });
  },
};

test.each(Object.entries(endings))('nothing is left %s', async (_title, end) => {
  const examples = pictures(6);
  for (const train of [examples, batches])
    expect(await left(() => expect(end({ train })).rejects.toThrow('enough'))).toBe(0);
  tf.dispose(examples);
});

test('batches that are refused are disposed of, and those that a step fails on', async () => {
  const refused = (): readonly object[] => [
    tf.tidy(() => ({ image: tf.ones([2, 5, 5, 1]), label: tf.zeros([2]) })),
  ];
  expect(await left(() => expect(made.train(model, { train: refused })).rejects.toThrow('image is'))).toBe(0);
  expect(await left(() => expect(made.evaluate(model, refused)).rejects.toThrow('image is'))).toBe(0);
});

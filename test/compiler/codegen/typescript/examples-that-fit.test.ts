import { beforeAll, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { codeOf } from '../model/code-of.ts';
import { generate } from './generated.ts';

/* What does not fit a model is told before anything is trained; what a phase freezes stays so behind the last. */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const network = (
  loss: string,
  phases = 'phase main { epochs = 1  optimizer = SGD(0.1) }',
): string => `model Net {
  input image: float32[8, 8, 1]
  body: Conv2D(2, 3)
  Flatten
  output label: Dense(3, activation=softmax)
}
data Pictures { source = shapes(count=8, size=8, channels=1, classes=3)  field label: class[3] }
train Net on Pictures { batch = 2  objective label { loss = ${loss}  metrics = [accuracy] }
  ${phases}
}`;

const images = (count: number, size = 8): tf.Tensor => tf.ones([count, size, size, 1]);
const labels = (...numbers: readonly number[]): tf.Tensor => tf.tensor1d([...numbers], 'int32');

const unfit: readonly (readonly [string, string, () => object, string])[] = [
  [
    'begins at 1',
    'sparse_categorical_crossentropy',
    () => ({ image: images(3), label: labels(1, 2, 3) }),
    'label has the label 3 at 2',
  ],
  [
    'is below 0',
    'sparse_categorical_crossentropy',
    () => ({ image: images(2), label: labels(-1, 2) }),
    'label has the label -1 at 0',
  ],
  [
    'is one-hot',
    'sparse_categorical_crossentropy',
    () => ({ image: images(2), label: tf.ones([2, 3]) }),
    'tf.argMax(label, -1)',
  ],
  [
    'is missing',
    'sparse_categorical_crossentropy',
    () => ({ image: images(2) }),
    'the examples have no label',
  ],
  [
    'is of fewer examples',
    'sparse_categorical_crossentropy',
    () => ({ image: images(3), label: labels(0, 1) }),
    'label has 2 examples, image has 3',
  ],
  [
    'is of no example',
    'sparse_categorical_crossentropy',
    () => ({ image: tf.zeros([0, 8, 8, 1]), label: tf.zeros([0]) }),
    'there are no examples',
  ],
  [
    'is of other pictures',
    'sparse_categorical_crossentropy',
    () => ({ image: images(2, 5), label: labels(0, 1) }),
    'image is [2, 5, 5, 1], but the model takes [batch, 8, 8, 1]',
  ],
];

test.each(unfit)('a label that %s', async (_title, loss, examples, message) => {
  const made = await generate(codeOf(network(loss)));
  const model = made.createModel();
  const error: unknown = expect.objectContaining({
    name: 'RangeError',
    message: expect.stringContaining(message) as string,
  });
  await expect(made.train(model, { train: examples() })).rejects.toEqual(error);
  await expect(made.train(model, { train: () => [examples()] })).rejects.toEqual(error);
  await expect(made.evaluate(model, examples())).rejects.toEqual(error);
});

test('pictures of another size are not predicted, and an epoch has a batch', async () => {
  const made = await generate(codeOf(network('sparse_categorical_crossentropy')));
  const model = made.createModel();
  expect(() => made.predict(model, { image: images(1, 5) })).toThrow('image is [1, 5, 5, 1]');
  await expect(made.train(model, { train: () => [] })).rejects.toThrow('gave no batch');
});

test('what the last phase freezes stays frozen, as in Keras', async () => {
  const phases =
    'phase whole { epochs = 1  optimizer = SGD(0.1) }  phase top { epochs = 1  freeze body  optimizer = SGD(0.1) }';
  const made = await generate(codeOf(network('sparse_categorical_crossentropy', phases)));
  const model = made.createModel();
  await made.train(model, { train: { image: images(3), label: labels(0, 1, 2) } });
  expect(model.layers.filter(({ trainable }) => !trainable).map(({ name }) => name)).toEqual(['body']);
});

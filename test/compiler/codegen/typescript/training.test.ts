import { beforeAll, describe, expect, it } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { drawNetwork } from '../../../laws/random-networks/draw-network.ts';
import { compileDrawn } from '../../../laws/random-networks/train-network.ts';
import { compileText } from '../../../support/compile-text.ts';
import { sample } from '../../../support/sample.ts';
import { softDice } from '../../../support/soft-dice.ts';
import { expectSameTraining } from './train-generated.ts';

/*
 * The networks that the engines' laws draw by chance: the module that is made of them trains as the engine `cpu` does, from
 * the same weights on the same batches, in losses and in weights.
 */

/** Whether noise is drawn, which is another here; or a group is of batches of two sizes, which the law's harness takes for one. */
const differs = (seed: number): boolean => {
  const text = drawNetwork(seed);
  return /Dropout|Noise/.test(text) || !(/accumulate = 1\b/.test(text) || /batch = 1\b/.test(text));
};
const seeds = [
  2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 26, 28, 29, 19, 61,
].filter((seed) => !differs(seed));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(sample(seeds, 5))('the network of seed %i', (seed) => {
  it('is trained by its module as by the engine', async () => {
    const { text, plan } = compileDrawn(seed);
    await expectSameTraining(text, plan);
  });
});

const data = `data Pictures {
  source = shapes(count=40, size=8, channels=2, classes=3)
  field label: class[3]
  field box: box[center]
}`;

/** A network of two heads, of which a part is written anew. */
const network = ({
  body = '',
  label = 'loss = sparse_categorical_crossentropy',
  blocks = '',
}): string => `${blocks}
model Network {
  input image: float32[8, 8, 2]
  ${body}
  Flatten
  output label: Dense(3, activation=softmax)
  output box: Dense(4)
}
${data}
train Network on Pictures {
  batch = 4
  objective label { ${label}  weight = 0.7  metrics = [accuracy] }
  objective box { loss = mae  weight = 0.3  metrics = [box_iou, mse] }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.1) }
}`;

const terms: Readonly<Record<string, string>> = {
  'weights of losses': network({ body: 'Conv2D(3, 3, activation=relu)' }),
  regularizers: network({
    body: 'Conv2D(3, 3, kernel_regularizer=L1L2(l1=0.01, l2=0.02), bias_regularizer=l2)',
  }),
  'a regularizer of a layer that is used twice': network({
    body: 'twice: Conv2D(2, 3, padding=same, kernel_regularizer=l2)  reuse twice',
  }),
  constraints: network({
    body: 'Conv2D(3, 3, kernel_constraint=MaxNorm(0.5, axis=[0, 1, 2]))  Conv2D(2, 3, kernel_constraint=non_neg, bias_constraint=unit_norm)',
  }),
  'an activity regularizer': network({ body: 'Conv2D(3, 3, activity_regularizer=L2(0.05))  ReLU' }),
  'a loss that is a block': network({ blocks: softDice, label: 'loss = Soft(smooth=0.5)' }),
  'a sum of losses': network({
    blocks: softDice,
    label: 'loss = 0.5 * sparse_categorical_crossentropy + 0.25 * Soft',
  }),
};

describe('what a step adds to the loss, and does to weights', () => {
  it.each(Object.entries(terms))('%s', async (_title, text) => {
    const { value, diagnostics } = compileText(text);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
      [],
    );
    await expectSameTraining(text, value.trains[0]!.plans[0]!);
  });
});

import { beforeAll, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { constructs } from './constructs.ts';
import { expectSamePredictions } from './predict-generated.ts';

/* With the same weights of the same names, a module predicts as the engine `cpu` does. */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each(Object.entries(constructs))('%s', async (_title, text) => {
  await expectSamePredictions(text);
  expect.hasAssertions();
});

import { beforeAll, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { codeOf } from '../model/code-of.ts';
import { generate } from './generated.ts';

/* How many branches a `parallel` has may hang on parameters, whose values are known when the model is made. */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const network = (parameters: string, paths: string): string => `model One(${parameters}) {
  input image: float32[16, 16, 4]
  parallel Add { ${paths} }
  Flatten
  output y: Dense(2)
}`;

const parameterCount = async (text: string, options: object): Promise<number> => {
  const model = (await generate(codeOf(text))).createModel(options);
  const count = model.countParams();
  model.dispose();
  return count;
};

const rest = 16 * 16 * 4 * 2 + 2;
const conv = 4 * 4 + 4;

test.each([false, true])(
  'a branch under a condition is there where it holds, shortcut = %s',
  async (shortcut) => {
    for (const preset of ['false', 'true']) {
      const text = network(`shortcut = ${preset}`, 'if shortcut { path { } }  path { Conv2D(4, 1) }');
      expect(await parameterCount(text, { shortcut })).toBe(conv + rest);
    }
  },
);

test.each([1, 2, 3])('branches of a loop, count = %i', async (count) => {
  const text = network('count = 2', 'repeat count { path { Conv2D(4, 1) } }');
  expect(await parameterCount(text, { count })).toBe(count * conv + rest);
});

test('a single branch is not merged', async () => {
  expect(await parameterCount(network('', 'path { Conv2D(4, 1) }'), {})).toBe(conv + rest);
});

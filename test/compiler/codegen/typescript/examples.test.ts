import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { weightsOf } from '../../../../compiler/codegen/typescript/parts/load-weights.ts';
import { compileText } from '../../../support/compile-text.ts';
import { sample } from '../../../support/sample.ts';
import { codeOf } from '../model/code-of.ts';
import { generate } from './generated.ts';

/* The models of the examples as their modules make them: the weights that the compiler says, under its paths. */

const examples = readdirSync('examples')
  .filter((file) => file.endsWith('.cnn'))
  .map((file) => file.slice(0, -'.cnn'.length));
/** Small ones, and one for each kind of construct; the rest in the long run. */
const chosen = [
  ...new Set([
    'mobilenet_v2',
    'siamese',
    'fully_convolutional',
    'se_resnet',
    'recursive_unet',
    ...sample(examples, 2),
  ]),
];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each(chosen)('%s', async (name) => {
  const text = readFileSync(`examples/${name}.cnn`, 'utf8');
  const made = (await generate(codeOf(text, { name: `${name}.cnn` }))) as unknown as Readonly<
    Record<string, (() => tf.LayersModel) | undefined>
  >;
  for (const graph of compileText(text).value.models) {
    const create = made['createModel'] ?? made[`create${graph.name}`]!;
    const model = create();
    const wanted = graph.layers.flatMap(({ path, weights }) =>
      weights.map((weight) => `${path}/${weight.name} ${weight.shape.join()}`),
    );
    const found = weightsOf(model).map(({ path, weight }) => `${path} ${weight.shape.join()}`);
    expect(found.sort()).toEqual([...new Set(wanted)].sort());
    model.dispose();
  }
});

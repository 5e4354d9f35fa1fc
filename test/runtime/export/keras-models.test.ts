import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, test } from 'vitest';
import { unwritableLayers } from '../../../compiler/codegen/functional/unwritable-layers.ts';
import { type ConcreteGraph, isConcrete } from '../../../compiler/graph/graph.ts';
import { kerasArchive } from '../../../runtime/export/keras-archive.ts';
import { otherEngines } from '../../laws/engines.ts';
import { applicationTexts } from '../../support/application-texts.ts';
import { compileText, modelOf } from '../../support/compile-text.ts';
import { sample } from '../../support/sample.ts';
import { type drawnWeights, expectOpens } from './held-against-keras.ts';
import { KerasOpener, python } from './keras-opener.ts';

/* `.keras` files of whole networks, opened by Keras: of the examples, and of `cnn:applications`. */

const keras = python === undefined ? undefined : new KerasOpener(python);
afterAll(() => keras?.close());

const native = otherEngines.find(({ engine: { name } }) => name === 'onnx');
/** Another engine adds up the many terms of a network in another order than Keras. */
const compared = {
  ...(native?.availability.available === true && { engine: native.engine }),
  within: 1e-4,
};

const archive = async (graph: ConcreteGraph, values: ReturnType<typeof drawnWeights>) => ({
  name: 'net.keras',
  bytes: await kerasArchive(graph, values, {}),
});

const graphsOf = (text: string): readonly ConcreteGraph[] =>
  compileText(text).value.models.filter(isConcrete);

/** As small as the spec takes its pictures. */
function small(text: string): readonly ConcreteGraph[] {
  const sizes = [32, 64, 75, 96, 128].map((size) =>
    text
      .replaceAll(/float32\[(?!28|32)\d{2,3}, \d{2,3}, (\d)\]/g, `float32[${size}, ${size}, $1]`)
      .replaceAll(/\?h, \?w/g, `${size}, ${size}`),
  );
  return sizes.map(graphsOf).find((graphs) => graphs.length > 0) ?? graphsOf(text);
}

const examples = readdirSync('examples').filter((file) => file.endsWith('.cnn'));
const chosen = new Set(['siamese.cnn', 'two_heads.cnn', ...sample(examples, 3)]);

test.skipIf(keras === undefined).each([...chosen])(
  '%s',
  async (file) => {
    for (const graph of small(readFileSync(`examples/${file}`, 'utf8'))) {
      if (unwritableLayers(graph).length === 0) await expectOpens(graph, archive, keras!, compared);
    }
  },
  240_000,
);

const constructs: readonly (readonly [title: string, text: string])[] = [
  [
    'several inputs and outputs, residual and parallel, a layer and a group applied again',
    `model Net {
  input left: float32[8, 8, 3]
  input right: float32[8, 8, 3]
  from left
  tower: {
    conv: Conv2D(4, 3, padding=same)
    residual { Conv2D(4, 3, padding=same) BatchNormalization }
    parallel Concatenate {
      path { Conv2D(2, 1) }
      path { MaxPooling2D(3, strides=1, padding=same) }
    }
    GlobalAveragePooling2D
  }
  from right
  reuse tower
  Subtract(with=tower)
  output z: Dense(3)
  from tower
  output a: Dense(3)
  reuse z
  output m: Softmax
}`,
  ],
];

test.skipIf(keras === undefined).each(constructs)(
  '%s',
  async (_title, text) => {
    await expectOpens(modelOf(text), archive, keras!);
  },
  120_000,
);

test.skipIf(keras === undefined).each(sample(applicationTexts, 1))(
  '%s',
  async (_name, text) => {
    const graph = modelOf(text);
    await expectOpens(graph, archive, keras!, compared);
  },
  240_000,
);

import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { layersFile } from '../../../../compiler/codegen/tfjs/emit-layers-model.ts';
import { type ConcreteGraph, isConcrete } from '../../../../compiler/graph/graph.ts';
import { loadWasm } from '../../../../runtime/engines/tfjs/node.ts';
import { otherEngines } from '../../../laws/engines.ts';
import { applicationTexts } from '../../../support/application-texts.ts';
import { compileText, modelOf } from '../../../support/compile-text.ts';
import { sample } from '../../../support/sample.ts';
import { expectLoads } from './load-emitted.ts';

/*
 * Large models, written, loaded on WebAssembly, and asked for what the engine `onnx` gives where it is installed; what each
 * layer gives is tested by itself, on plain JavaScript.
 */

const native = otherEngines.find(({ engine: { name } }) => name === 'onnx');
const compared = native?.availability.available === true ? { engine: native.engine } : {};

beforeAll(async () => {
  await loadWasm();
});

const graphsOf = (text: string): readonly ConcreteGraph[] =>
  compileText(text).value.models.filter(isConcrete);

/** As small as the spec takes its pictures: the engine is a plain one. */
function small(text: string): readonly ConcreteGraph[] {
  const sizes = [32, 64, 75, 96, 128].map((size) =>
    text
      .replaceAll(/float32\[(?!28|32)\d{2,3}, \d{2,3}, (\d)\]/g, `float32[${size}, ${size}, $1]`)
      .replaceAll(/\?h, \?w/g, `${size}, ${size}`),
  );
  const found = sizes.map(graphsOf).find((graphs) => graphs.length > 0);
  return found ?? graphsOf(text);
}

const examples = readdirSync('examples').filter((file) => file.endsWith('.cnn'));
const chosen = new Set(['siamese.cnn', 'se_resnet.cnn', 'two_heads.cnn', ...sample(examples, 4)]);

test.each([...chosen])(
  '%s',
  async (file) => {
    const graphs = small(readFileSync(`examples/${file}`, 'utf8'));
    expect(graphs.length).toBeGreaterThan(0);
    for (const graph of graphs) await expectLoads(graph, compared);
  },
  240_000,
);

test.each(sample(applicationTexts, 2))(
  '%s',
  async (name, text) => {
    const files = await expectLoads(modelOf(text), compared);
    // What TensorFlow.js lacks: Normalization, pooling that keeps its axes, LayerScale.
    expect(files.has(layersFile)).toBe(/^(?:EfficientNet|MobileNetV3|ConvNeXt)/.test(name));
  },
  240_000,
);

import { join } from 'node:path';
import { emitLayersModel } from '../../../compiler/codegen/tfjs/emit-layers-model.ts';
import { graphVariables } from '../../../compiler/lower/lower-graph.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { modelOf } from '../../support/compile-text.ts';
import { chance, pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import { mutateJson } from '../mutate-json.ts';
import { readFileOf } from '../read-stored.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const net = `model Net {
  input x: float32[8, 8, 2]
  stem: { Conv2D(3, 3, padding=same) BatchNormalization }
  SeparableConv2D(2, 3)
  GlobalAveragePooling2D
  output y: Dense(3)
}`;

/** Two shards, of which a weight crosses the border, and weights of every kind that is stored. */
const byHand = {
  format: 'layers-model',
  modelTopology: {
    class_name: 'Sequential',
    config: { name: 'net', layers: [{ class_name: 'Dense', config: { name: 'dense' } }] },
  },
  weightsManifest: [
    {
      paths: ['a.bin', 'parts/b.bin'],
      weights: [
        { name: 'dense/kernel', shape: [3, 2], dtype: 'float32' },
        {
          name: 'dense/bias',
          shape: [4],
          dtype: 'float32',
          quantization: { dtype: 'uint8', scale: 0.5, min: -1 },
        },
        {
          name: 'out/kernel',
          shape: [2],
          dtype: 'float32',
          quantization: { dtype: 'float16', original_dtype: 'float32' },
        },
        { name: 'out/count', shape: [], dtype: 'int32' },
      ],
    },
  ],
};

function built(): FuzzInput {
  const graph = modelOf(net);
  const values = new Map(
    [...graphVariables(graph).values()].map(({ name, shape }) => [
      name,
      new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(0.25),
    ]),
  );
  return emitLayersModel(graph, values, { version: '1', tfjs: 'tfjs' });
}

/** Layers models of TensorFlow.js's: their `model.json` changed in its members or its bytes, their shards in length. */
export function openLayersModel(): FuzzTarget {
  const corpus: readonly FuzzInput[] = [
    built(),
    new Map([
      ['model.json', Buffer.from(JSON.stringify(byHand))],
      ['a.bin', new Uint8Array(16).fill(1)],
      ['parts/b.bin', new Uint8Array(20).fill(2)],
    ]),
  ];
  return {
    short: 100,
    make(stream: RandomStream) {
      const files = new Map(pick(corpus, stream));
      const text = Buffer.from(files.get('model.json') ?? []);
      const changed = mutateJson(JSON.parse(text.toString('utf8')), stream);
      files.set(
        'model.json',
        chance(0.8, stream) ? Buffer.from(JSON.stringify(changed)) : mutateBytes(text, stream, [text]),
      );
      const shards = [...files.keys()].filter((name) => name.endsWith('.bin'));
      if (shards.length > 0 && chance(0.3, stream)) {
        const name = pick(shards, stream);
        files.set(name, mutateBytes(files.get(name) ?? new Uint8Array(), stream, [text]));
      }
      return files;
    },
    async feed(input) {
      let found: string | undefined;
      await feedDirectory(input, async (directory) => {
        found = await readFileOf(join(directory, 'model.json'));
      });
      return found;
    },
  };
}

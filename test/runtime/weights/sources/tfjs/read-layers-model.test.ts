import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { emitLayersModel } from '../../../../../compiler/codegen/tfjs/emit-layers-model.ts';
import { compile } from '../../../../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../../../../compiler/graph/graph.ts';
import { graphVariables } from '../../../../../compiler/lower/lower-graph.ts';
import { Source } from '../../../../../grammar/source.ts';
import { withWeights } from '../../../../../runtime/weights/sources/open-weights.ts';
import { loadWeights } from '../../../../../runtime/weights/sources/load-weights.ts';
import { temporaryDirectory } from '../../../../support/directory.ts';
import { failureOf, linesOf } from '../../../../support/failure.ts';

const part = `model Part {
  input x: float32[8, 8, 2]
  stem: { Conv2D(3, 3, padding=same) BatchNormalization }
  repeat 2 { stage: residual { SeparableConv2D(3, 3, padding=same) DepthwiseConv2D(3, padding=same) } }
  GlobalAveragePooling2D
  trunk: Dense(4)
  output z: Dense(3)
  from trunk
  output a: Dense(3)
}`;

function graphsOf(folder: string, weights: string): readonly ConcreteGraph[] {
  const whole = `${part}\nmodel Whole {
  input x: float32[8, 8, 2]
  net: Part(weights="${weights}")
  from net.z
  output p: Identity
  from net.a
  output q: Identity
}`;
  const { value } = compile(new Source(join(folder, 'm.cnn'), whole));
  return value.models.filter(isConcrete);
}

function write(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

/** Weights that are all told apart, in the files for TensorFlow.js. */
function exported(folder: string, place: string) {
  const [graph, whole] = graphsOf(folder, place);
  if (graph === undefined || whole === undefined) throw new Error('no model');
  const values = new Map(
    [...graphVariables(graph).values()].map(({ name, shape }, index) => {
      const size = shape.reduce((product, each) => product * each, 1);
      return [name, Float32Array.from({ length: size }, (_, at) => Math.fround(index + at / 1000))] as const;
    }),
  );
  write(join(folder, 'out'), emitLayersModel(graph, values, { version: '1', tfjs: 'tfjs' }));
  return { values, whole };
}

it.each(['out/model.json', 'out'])(
  'what is built for TensorFlow.js is read again bit for bit: %s',
  async (place) => {
    const folder = temporaryDirectory();
    const { values, whole } = exported(folder, place);
    const loaded = await loadWeights(whole, { cache: folder, files: {} });
    expect(loaded.warnings).toEqual([]);
    expect(loaded.values).toEqual(new Map([...values].map(([name, data]) => [`net.${name}`, data])));
  },
);

const layer = (name: string) => ({ class_name: 'Dense', config: { name } });
const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

interface Given {
  readonly topology?: unknown;
  readonly paths?: readonly unknown[];
  readonly weights?: readonly unknown[];
  readonly others?: object;
}

const text = ({ topology = null, paths = ['w.bin'], weights = [], others = {} }: Given): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({ modelTopology: topology, weightsManifest: [{ paths, weights }], ...others }),
  );

/** What a file has: each layer's name with the values of its weights. */
async function contentOf(folder: string): Promise<unknown> {
  return withWeights(join(folder, 'model.json'), async (stored) => {
    if (stored.by === 'path') throw new Error('it goes by order');
    const tell = (layers: typeof stored.layers): Promise<unknown[]> =>
      Promise.all(
        layers.map(async ({ name, weights, layers: inner }) => [
          name,
          inner
            ? await tell(inner)
            : await Promise.all(weights.map(async (each) => [...(await each.read())])),
        ]),
      );
    return tell(stored.layers);
  });
}

it('takes layers in the order of the description, also those within, whose untrained weights come last', async () => {
  const folder = temporaryDirectory();
  const weight = (name: string) => ({ name, shape: [1], dtype: 'float32' });
  const inner = { class_name: 'Functional', config: { name: 'base', layers: [layer('conv'), layer('bn')] } };
  write(
    folder,
    new Map([
      [
        'model.json',
        text({
          topology: { model_config: { config: { layers: [inner, layer('dense')] } } },
          paths: ['one.bin', 'two.bin'],
          weights: ['dense/kernel', 'base/bn/gamma', 'conv/kernel', 'base/bn/moving_mean'].map(weight),
        }),
      ],
      // The second number lies in both files.
      ['one.bin', floats(1, 2).subarray(0, 6)],
      ['two.bin', new Uint8Array([...floats(1, 2).subarray(6), ...floats(3, 4)])],
    ]),
  );
  expect(await contentOf(folder)).toEqual([
    [
      'base',
      [
        ['conv', [[3]]],
        ['bn', [[2], [4]]],
      ],
    ],
    ['dense', [[1]]],
  ]);
});

it('reads packed weights as TensorFlow.js does', async () => {
  const folder = temporaryDirectory();
  const packed = (name: string, quantization: object) => ({
    name,
    shape: [2],
    dtype: 'float32',
    quantization,
  });
  write(
    folder,
    new Map([
      [
        'model.json',
        text({
          weights: [
            packed('a/k', { dtype: 'uint8', scale: 0.5, min: -1 }),
            packed('b/k', { dtype: 'uint16', scale: 2, min: 1 }),
            packed('c/k', { dtype: 'float16' }),
          ],
        }),
      ],
      ['w.bin', Uint8Array.of(0, 255, 1, 0, 0, 1, 0x00, 0x3c, 0x00, 0xc0)],
    ]),
  );
  expect(await contentOf(folder)).toEqual([
    ['a', [[-1, 126.5]]],
    ['b', [[3, 513]]],
    ['c', [[1, -2]]],
  ]);
});

const one = [{ name: 'a/k', shape: [1], dtype: 'float32' }];

it.each<[string, Given, RegExp]>([
  ['a file beside the folder', { paths: ['../outside.bin'], weights: one }, /lies outside of its folder/],
  ['a file by its whole path', { paths: ['/etc/hostname'], weights: one }, /not there|outside of its folder/],
  ['a link out of the folder', { paths: ['link.bin'], weights: one }, /lies outside of its folder/],
  ['a file that is not there', { paths: ['none.bin'], weights: one }, /"none.bin" is not there/],
  ['the folder itself', { paths: [''], weights: one }, /"": it is a directory/],
  [
    'more than there is',
    { weights: [{ ...one[0], shape: [1e6, 1e6] }] },
    /have 4 bytes of weights, and it lists/,
  ],
  ['more than can be counted', { weights: [{ ...one[0], shape: [1e15, 1e15] }] }, /is too large/],
  ['a size below nothing', { weights: [{ ...one[0], shape: [-1] }] }, /is no list of sizes/],
  ['text', { weights: [{ ...one[0], dtype: 'string' }] }, /is of type "string"/],
  [
    'an unknown way of packing',
    { weights: [{ ...one[0], quantization: { dtype: 'uint4' } }] },
    /way that is not known/,
  ],
  ['no list', { weights: {} as never }, /is no list of tables/],
  ['names that are none', { paths: [1], weights: one }, /is no list of names/],
  ['a graph model', { weights: one, others: { format: 'graph-model' } }, /which has no layers/],
  ['no weights at all', { others: { weightsManifest: undefined } }, /no `model.json` of TensorFlow.js/],
])('%s in a manifest is refused', async (_what, given, why) => {
  const outer = temporaryDirectory();
  const folder = join(outer, 'model');
  write(
    outer,
    new Map([
      ['outside.bin', floats(1)],
      ['model/w.bin', floats(1)],
      ['model/model.json', text(given)],
    ]),
  );
  symlinkSync(join(outer, 'outside.bin'), join(folder, 'link.bin'));
  await expect(contentOf(folder)).rejects.toThrow(why);
});

it('what cannot be read is told at its place', async () => {
  const folder = temporaryDirectory();
  write(folder, new Map([['model.json', new TextEncoder().encode('{"weightsMani')]]));
  const [, whole] = graphsOf(folder, 'model.json');
  const lines = linesOf(await failureOf(() => loadWeights(whole!, { cache: folder, files: {} })));
  expect(lines.join('\n')).toMatch(/it is no JSON, or cut short[\s\S]*`model.json` of TensorFlow.js/);
});

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { Source } from '../../grammar/source.ts';
import { preparation } from '../../runtime/data/prepare/prepare.ts';
import { loadOnnxRuntime } from '../../runtime/engines/onnx/load-onnx-runtime.ts';
import { availability } from '../../runtime/engines/onnx/onnx-engine.ts';
import { sharedDirectory, temporaryDirectory } from '../support/directory.ts';
import { pythonWith } from '../support/python.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

/* A picture through `prepare` and the graph, and as it is through the graph that has `prepare` in it: the same numbers. */

const spec = (prepare: string): string => `model Net {
  input image: float32[12, 10, 3]
  Conv2D(4, 3, activation=relu)
  GlobalAveragePooling2D
  output label: Dense(3, activation=softmax)
}
data Pictures {
  source = folder("pictures")
  field label: class[3]
  split { train = 100% }
  prepare { ${prepare} }
}
train Net on Pictures {
  batch = 2
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}`;

const steps = [
  'Resizing(12, 10)  Rescaling(1/255)',
  'Resizing(12, 10, crop_to_aspect_ratio=true)  Rescaling(1/127.5, offset=-1)',
  'Resizing(12, 10, interpolation=nearest)  Rescaling(1/255)',
  'Resizing(12, 10, pad_to_aspect_ratio=true, fill_value=114)  Rescaling(1/255)',
  'Resizing(12, 10, pad_to_aspect_ratio=true, interpolation=nearest)',
  'Rescaling(1/255)  Resizing(40, 35)  Resizing(12, 10, interpolation=nearest, crop_to_aspect_ratio=true)',
] as const;

const sizes = [
  [31, 17],
  [9, 23],
  [12, 10],
] as const;

/** Bytes that are told apart from those around. */
const pictureOf = (height: number, width: number): Uint8Array =>
  Uint8Array.from({ length: height * width * 3 }, (_, index) => (index * 73 + (index % 7) * 31) % 256);

function prepared(text: string, height: number, width: number): Float32Array {
  const data = compile(new Source('net.cnn', text)).value.datas[0]!;
  const image = data.fields.find(({ name }) => name === 'image')!;
  const { settle, finish } = preparation([image], data.prepare, data.augment);
  const example = { image: { height, width, channels: 3, data: pictureOf(height, width) }, label: 0 };
  return Float32Array.from(finish(settle(example))[0]!.values);
}

const hasOnnx = (await availability()).available;

describe.skipIf(!hasOnnx)('onnx', () => {
  it.each(steps)('%s', async (prepare) => {
    const directory = temporaryDirectory();
    const file = join(directory, 'net.cnn');
    writeFileSync(file, spec(prepare));
    const [plain, whole] = [join(directory, 'plain'), join(directory, 'whole')];
    const args = ['build', file, '--target', 'onnx', '--json', '-o'];
    expect(await cnnc([...args, plain])).toMatchObject({ code: 0 });
    const built = await cnnc([...args, whole, '--with-prepare']);
    expect(built).toMatchObject({ code: 0 });
    expect(schemaErrors('build', JSON.parse(built.out))).toEqual([]);
    expect(JSON.parse(built.out)).toMatchObject({ withPrepare: true });
    const { InferenceSession, Tensor } = await loadOnnxRuntime();
    const open = (path: string) => InferenceSession.create(readFileSync(join(path, 'model.onnx')));
    const [first, second] = [await open(plain), await open(whole)];
    for (const [height, width] of sizes) {
      const input = new Tensor('float32', prepared(spec(prepare), height, width), [1, 12, 10, 3]);
      const raw = new Tensor('uint8', pictureOf(height, width), [1, height, width, 3]);
      const wanted = await first.run({ image: input });
      const found = await second.run({ image: raw });
      expect(found['label']!.data).toEqual(wanted['label']!.data);
    }
  });
});

const python = pythonWith('tensorflow');

const script = `
import json, sys
import numpy as np, tensorflow as tf
given = json.load(open(sys.argv[1]))
for each in given:
    plain, whole = [tf.saved_model.load(path).signatures['serving_default'] for path in each['paths']]
    for case in each['cases']:
        raw = np.array(case['raw'], 'uint8').reshape(1, case['height'], case['width'], 3)
        ready = np.array(case['ready'], 'f').reshape(1, 12, 10, 3)
        print(float(np.abs(whole(image=tf.constant(raw))['label'] - plain(image=tf.constant(ready))['label']).max()))
`;

describe.skipIf(python === undefined)('tensorflow', { timeout: 240_000 }, () => {
  const shared = sharedDirectory();
  it('gives the same in Python', async () => {
    const directory = shared();
    const given: object[] = [];
    for (const [index, prepare] of steps.entries()) {
      const file = join(directory, `net${index}.cnn`);
      writeFileSync(file, spec(prepare));
      const paths = [join(directory, `plain${index}`), join(directory, `whole${index}`)];
      const args = ['build', file, '--target', 'tensorflow', '-o'];
      expect(await cnnc([...args, paths[0]!])).toMatchObject({ code: 0 });
      expect(await cnnc([...args, paths[1]!, '--with-prepare'])).toMatchObject({ code: 0 });
      const cases = sizes.map(([height, width]) => {
        const ready = [...prepared(spec(prepare), height, width)];
        return { height, width, raw: [...pictureOf(height, width)], ready };
      });
      given.push({ paths, cases });
    }
    const job = join(directory, 'job.json');
    writeFileSync(job, JSON.stringify(given));
    const printed = execFileSync(python ?? '', ['-c', script, job], {
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const apart = printed.toString().trim().split('\n').map(Number);
    expect(apart).toHaveLength(steps.length * sizes.length);
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });
});

it.each([
  [['--target', 'typescript'], 2, '`typescript` has `preprocess` without being told'],
  [['--target', 'tfjs'], 2, '`tfjs` takes pictures as `prepare` leaves them'],
  [['--target', 'onnx'], 1, 'error[CNN732]: no data say what the input `image` of `Net` is made of'],
])('says where it cannot be: %j', async (options, wanted, message) => {
  const text = 'model Net { input image: float32[8, 8, 1]  Flatten  output label: Dense(3) }';
  const out = join(temporaryDirectory(), 'out');
  const { code, err } = await cnnc(['build', fileOf(text), '-o', out, '--with-prepare', ...options]);
  expect([code, err]).toEqual([wanted, expect.stringContaining(message)]);
});

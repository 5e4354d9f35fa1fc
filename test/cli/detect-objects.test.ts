import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { loadOnnxRuntime } from '../../runtime/engines/onnx/load-onnx-runtime.ts';
import { otherEngines } from '../laws/engines.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { pythonWith } from '../support/python.ts';
import { cnnc } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const onnx = otherEngines.find(({ engine: { name } }) => name === 'onnx');

const text = `
import { FCOSHead, FCOSLoss } from "cnn:detection"
layer Conv = Conv2D(kernel_size=3, strides=2, padding=same, activation=relu)
model Small {
  input image: float32[32, 32, 1]
  Conv(16)
  body: Conv(32)
  near: FCOSHead(2, filters=16, convolutions=1)
  from body
  Conv(16)
  far: FCOSHead(2, filters=16, convolutions=1)
  from near
  output objects: Detections(with=far, reach=3, confidence_threshold=0.01, max_detections=20)
}
data Shapes {
  source = shapes(count=60, size=32, channels=1, classes=2, objects=[0, 3])
  field objects: boxes[3, 2]
  split { train = 60%  valid = 20%  test = 20% }
  seed = 5
  prepare { Resizing(32, 32, pad_to_aspect_ratio=true)  Rescaling(1/255) }
}
train Small on Shapes {
  batch = 12
  monitor = val_ap50
  objective objects { loss = FCOSLoss  metrics = [ap, ap50] }
  phase main { epochs = 2  optimizer = Adam(learning_rate=0.01) }
}
`;

interface Found {
  readonly class: string;
  readonly index: number;
  readonly probability: number;
  readonly box: readonly number[];
}

interface Answer {
  readonly predictions: { readonly objects: { readonly objects: readonly Found[] } };
}

/** Greys of which no two places see the same. */
const pixel = (index: number): number => (index * 73 + Math.floor(index / 7) * 31) % 251;
const sizes = [
  ['square.png', 32, 32],
  ['wide.png', 64, 24],
] as const;
const python = pythonWith('tensorflow');

/** What a SavedModel finds in such a picture. */
const savedModelJob = `
import json, sys
import numpy as np, tensorflow as tf
run = tf.saved_model.load(sys.argv[1]).signatures["serving_default"]
at = np.arange(32 * 32)
picture = ((at * 73 + at // 7 * 31) % 251).astype("uint8").reshape(1, 32, 32, 1)
print(json.dumps(run(image=tf.constant(picture))["objects_found"].numpy()[0].tolist()))
`;

/** What a graph finds in such a picture. */
async function foundBy(path: string): Promise<readonly (readonly number[])[]> {
  const { InferenceSession, Tensor } = await loadOnnxRuntime();
  const session = await InferenceSession.create(readFileSync(path));
  const image = new Tensor(
    'uint8',
    Uint8Array.from({ length: 32 * 32 }, (_, index) => pixel(index)),
    [1, 32, 32, 1],
  );
  const { objects_found: found } = await session.run({ image });
  expect(found?.dims).toEqual([1, 20, 6]);
  const values = Array.from(found?.data as Float32Array);
  return Array.from({ length: 20 }, (_, row) => values.slice(row * 6, row * 6 + 6));
}

/** What a graph gives is what `predict` tells, and padded. */
function expectSame(rows: readonly (readonly number[])[], objects: readonly Found[]): void {
  expect(rows).toHaveLength(20);
  for (const [place, row] of rows.entries()) {
    const { box = [0, 0, 0, 0], index = -1, probability = 0 } = objects[place] ?? {};
    const [left = NaN, top = NaN, right = NaN, bottom = NaN, label, score = NaN] = row;
    expect(label).toBe(index);
    expect(score).toBeCloseTo(probability, 4);
    for (const [place, side] of [left, top, right, bottom].entries())
      expect(32 * side).toBeCloseTo(box[place] ?? NaN, 2);
  }
}

test.skipIf(onnx?.availability.available !== true)(
  'a detector is judged by what it finds after each epoch, goes on where it stopped, is evaluated, and predicts objects',
  async () => {
    const folder = temporaryDirectory();
    const [file, run] = [join(folder, 'small.cnn'), join(folder, 'run')];
    writeFileSync(file, text);
    const short = join(folder, 'short.cnn');
    writeFileSync(short, text.replace('epochs = 2', 'epochs = 1'));
    expect(await cnnc(['run', short, '--out', run, '--engine', 'onnx'])).toMatchObject({ code: 0 });
    expect(await cnnc(['run', short, '--out', run, '--resume'])).toMatchObject({ code: 0 });
    const [line = ''] = readFileSync(join(run, 'log.jsonl'), 'utf8').trim().split('\n');
    const first = JSON.parse(line) as Record<string, number>;
    expect(first['val_ap50']).toBeGreaterThanOrEqual(first['val_ap'] ?? NaN);
    expect(first).not.toHaveProperty('ap50');

    const evaluated = await cnnc(['evaluate', run, '--part', 'test', '--json']);
    const told = JSON.parse(evaluated.out) as Record<'measures' | 'detection', Record<string, number>>;
    expect(told.measures['ap50']).toBe(told.detection['ap50']);
    expect(schemaErrors('evaluate', JSON.parse(evaluated.out))).toEqual([]);
    const { out: shown } = await cnnc(['evaluate', run, '--part', 'test']);
    expect(shown).toMatch(/^class +AP +AP50 +objects\ncircle +[01]\.\d{4} +[01]\.\d{4} +\d+\nsquare/m);

    const pictures = join(folder, 'pictures');
    mkdirSync(pictures);
    for (const [name, width, height] of sizes) {
      const greys = Uint8Array.from({ length: width * height }, (_, index) => pixel(index));
      await sharp(greys, { raw: { width, height, channels: 1 } })
        .png()
        .toFile(join(pictures, name));
    }
    const { out } = await cnnc(['predict', run, pictures, '--json']);
    const answers = out
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each) as Answer);
    for (const answer of answers) expect(schemaErrors('predict', answer)).toEqual([]);
    const [inSquare = [], inWide = []] = answers.map(({ predictions }) => predictions.objects.objects);
    expect(inSquare.length).toBeGreaterThan(0);
    const least = inSquare[Math.floor(inSquare.length / 2)]?.probability ?? NaN;
    const surer = await cnnc(['predict', run, pictures, '--json', '--confidence', String(least)]);
    const [surest = ''] = surer.out.split('\n');
    expect((JSON.parse(surest) as Answer).predictions.objects.objects).toEqual(
      inSquare.filter(({ probability }) => probability > least),
    );
    for (const { box } of inWide) {
      // In pixels of the picture as it came, without the margins above and below it.
      const [left = NaN, top = NaN, right = NaN, bottom = NaN] = box;
      expect(left >= 0 && left < right && right <= 64 && top >= 0 && top < bottom && bottom <= 24).toBe(true);
    }
    const graph = join(folder, 'graph');
    expect(await cnnc(['export', run, '--to', 'onnx', '-o', graph, '--with-prepare'])).toMatchObject({
      code: 0,
    });
    expectSame(await foundBy(join(graph, 'model.onnx')), inSquare);
    if (python !== undefined) {
      const saved = join(folder, 'saved');
      const args = ['export', run, '--to', 'savedmodel', '-o', saved, '--with-prepare'];
      expect(await cnnc(args)).toMatchObject({ code: 0 });
      const answer = execFileSync(python, ['-c', savedModelJob, saved], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expectSame(JSON.parse(answer) as readonly (readonly number[])[], inSquare);
    }
    const table = await cnnc(['predict', run, pictures, '--csv']);
    expect(table.out.trim().split('\r\n')).toHaveLength(1 + inSquare.length + Math.max(1, inWide.length));
    const sheet = join(folder, 'sheet');
    expect(await cnnc(['predict', run, pictures, '--out', sheet])).toMatchObject({ code: 0 });
    expect(readFileSync(join(sheet, 'index.html'), 'utf8')).toContain(inSquare[0]?.class);
  },
);

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { otherEngines } from '../laws/engines.ts';
import { temporaryDirectory } from '../support/directory.ts';
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
  prepare { Resizing(32, 32)  Rescaling(1/255) }
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
  readonly box: readonly number[];
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

    const pictures = join(folder, 'pictures');
    mkdirSync(pictures);
    const create = { width: 64, height: 48, channels: 3, background: '#999999' } as const;
    await sharp({ create }).png().toFile(join(pictures, 'wide.png'));
    const { out } = await cnnc(['predict', run, pictures, '--json']);
    const answer = JSON.parse(out) as {
      readonly predictions: { readonly objects: { readonly objects: readonly Found[] } };
    };
    expect(schemaErrors('predict', answer)).toEqual([]);
    const { objects } = answer.predictions.objects;
    expect(objects.length).toBeGreaterThan(0);
    for (const { box } of objects) {
      // In pixels of the picture as it came, which is no square.
      const [left = NaN, top = NaN, right = NaN, bottom = NaN] = box;
      expect(left >= 0 && left < right && right <= 64 && top >= 0 && top < bottom && bottom <= 48).toBe(true);
    }
    const table = await cnnc(['predict', run, pictures, '--csv']);
    expect(table.out.trim().split('\r\n')).toHaveLength(1 + objects.length);
    const sheet = join(folder, 'sheet');
    expect(await cnnc(['predict', run, pictures, '--out', sheet])).toMatchObject({ code: 0 });
    expect(readFileSync(join(sheet, 'index.html'), 'utf8')).toContain(objects[0]?.class);
  },
);

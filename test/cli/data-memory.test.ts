import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { idxBytes, idxSet, writeIdx } from '../support/idx.ts';
import { sample } from '../support/sample.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { trainApart } from './train-apart.ts';

/** Large enough that a copy of all that is held would show. */
const side = 128;
const count = 1200;

const sources = ['shapes', 'idx', 'idx.gz', 'folder'] as const;
const preparations = ['', 'Resizing(24, 24)', 'Resizing(24, 24, interpolation=nearest)  Rescaling(1/255)'];
const augmentations = ['', 'RandomFlip(horizontal)', 'RandomCrop(16, 16)'];
type Source = (typeof sources)[number];

/** Each source with each preparation, each augmentation once with either. */
const cases = sources.flatMap((source, row) =>
  preparations.map((prepare, column) => [source, prepare, augmentations[(row + column) % 3] ?? ''] as const),
);

function text(source: Source, prepare: string, augment: string): string {
  const size = augment.startsWith('RandomCrop') ? 16 : prepare === '' ? side : 24;
  const written =
    source === 'shapes'
      ? `shapes(count=${count}, size=${side}, channels=1, classes=3)`
      : `${source.replace('.gz', '')}("data")`;
  const channels = source === 'folder' ? 3 : 1;
  return `model Net { input image: float32[${size}, ${size}, ${channels}]
  MaxPool2D(4)  Flatten  output label: Dense(3, activation=softmax) }
data D { source = ${written}  field image: uint8[?h, ?w, ${channels}]  field label: class[3]
  split { train = 90%  valid = 10% }  prepare { ${prepare} }  augment { ${augment} } }
train Net on D { batch = 32  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam } }`;
}

/** Makes the data of a source beside a file. */
async function makeData(source: Source, file: string): Promise<void> {
  const directory = join(dirname(file), 'data');
  mkdirSync(directory);
  if (source.startsWith('idx')) writeIdx(directory, 'train', idxSet(count, side, side), source === 'idx.gz');
  if (source !== 'folder') return;
  const picture = await sharp({ create: { width: side, height: side, channels: 3, background: '#a53' } })
    .jpeg()
    .toBuffer();
  for (const [label, name] of ['a', 'b', 'c'].entries()) {
    mkdirSync(join(directory, name));
    for (let index = label; index < 300; index += 3)
      writeFileSync(join(directory, name, `${index}.jpg`), picture);
  }
}

/** What is foretold may be more than is needed by garbage that V8 happens to collect early, and threads that had little to do. */
const mostSpare = 150e6;

describe('a process needs what was foretold, and not much less', () => {
  it.each(sample(cases, 4))('%s, prepared by "%s", augmented by "%s"', async (source, prepare, augment) => {
    const file = fileOf(text(source, prepare, augment));
    await makeData(source, file);
    const { process_peak_bytes: peak, process_foretold_bytes: foretold } = trainApart('onnx', { file });
    expect(peak).toBeLessThanOrEqual(foretold);
    expect(foretold - peak).toBeLessThan(mostSpare);
  });
});

/** A folder of two classes of small pictures, and one of so many pixels a side. */
async function withLargePicture(file: string, large: number, progressive: boolean): Promise<void> {
  await makeData('folder', file);
  await sharp({ create: { width: large, height: large, channels: 3, background: '#5a3' } })
    .jpeg({ progressive })
    .toFile(join(dirname(file), 'data', 'a', 'large.jpg'));
}

describe('data that is large for the process', () => {
  it('is foretold where one picture is', async () => {
    const file = fileOf(text('folder', 'Resizing(24, 24)', ''));
    await withLargePicture(file, 4000, true);
    const { process_peak_bytes: peak, process_foretold_bytes: foretold } = trainApart('onnx', { file });
    expect(peak).toBeLessThanOrEqual(foretold);
    expect(foretold - peak).toBeLessThan(mostSpare);
  });

  it('is read where it lies where a plain file holds more than a part of `memory`', async () => {
    const file = fileOf(
      text('idx', 'Resizing(24, 24)', '').replace('batch = 32', 'batch = 4  memory = 150 MB'),
    );
    await makeData('idx', file);
    const path = join(dirname(file), 'data', 'train-images-idx3-ubyte');
    // 315 MB, of which most are not on the disk.
    writeFileSync(path, idxBytes([count, 512, 512], []));
    truncateSync(path, 16 + count * 512 * 512);
    const { process_peak_bytes: peak, process_foretold_bytes: foretold } = trainApart('onnx', { file });
    expect(peak).toBeLessThanOrEqual(foretold);
    expect(foretold).toBeLessThan(count * 512 * 512);
  });

  it('is refused where it and training fit `memory`, each by itself, and goes on with what the fix says', async () => {
    const budget = (memory: string): string =>
      text('idx.gz', 'Resizing(24, 24)', '').replace('batch = 32', `batch = 32  memory = ${memory}`);
    const file = fileOf(budget('50 MB'));
    await makeData('idx.gz', file);
    const tried = () => cnnc(['run', '--engine', 'onnx', '--out', join(temporaryDirectory(), 'run'), file]);
    const { code, err: told } = await tried();
    expect(code).toBe(1);
    expect(told).toMatch(/^error\[CNN638\]: `phase main` and its data take [\d.]+ MB of memory together/);
    expect(told).toMatch(/training: [\d.]+ MB; files of the data that are held: 19.7 MB; .*: 16.4 kB$/m);
    writeFileSync(file, budget(/fix: `memory = (.*?)`/.exec(told)?.[1] ?? ''));
    expect((await tried()).code).toBe(0);
  });

  it('is refused where `memory` does not hold it: a picture, a packed file', async () => {
    const budget = (source: Source): string =>
      text(source, 'Resizing(24, 24)', '').replace('batch = 32', 'batch = 32  memory = 100 MB');
    const folder = fileOf(budget('folder'));
    await withLargePicture(folder, 4000, true);
    const packed = fileOf(budget('idx.gz'));
    mkdirSync(join(dirname(packed), 'data'));
    const images = idxBytes([7000, side, side], new Uint8Array(7000 * side * side));
    writeIdx(join(dirname(packed), 'data'), 'train', { images, labels: idxBytes([1], [0]) }, true);
    const refused = async (file: string) => {
      const { code, err } = await cnnc(['run', file]);
      return [code, err.split('\n')[0]];
    };
    expect([await refused(folder), await refused(packed)]).toEqual([
      [
        1,
        'error[CNN625]: to decode `a/large.jpg`, of 16000000 pixels, takes 149 MB of memory, more than `memory = 100 MB`',
      ],
      [
        1,
        'error[CNN625]: what `train-images-idx3-ubyte.gz` holds takes 115 MB of memory, more than `memory = 100 MB`',
      ],
    ]);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeMask } from '../../runtime/data/pictures/decode-mask.ts';
import { otherEngines } from '../laws/engines.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc, repositoryFile } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const onnx = otherEngines.find(({ engine: { name } }) => name === 'onnx');

/** The example with fewer and smaller pictures of two shapes, and five short epochs. */
const shortened = (text: string): string =>
  [
    ['classes = 5, filters = 10', 'classes = 3, filters = 8'],
    ['float32[48, 48, 1]', 'float32[24, 24, 1]'],
    ['count=1500, size=48', 'count=300, size=24'],
    ['classes=4, objects=[1, 4]', 'classes=2, objects=[1, 2]'],
    ['mask[5]', 'mask[3]'],
    ['{ Rescaling(1/255) }', '{ Resizing(24, 24, pad_to_aspect_ratio=true)  Rescaling(1/255) }'],
    ['batch = 16', 'batch = 8'],
    ['epochs = 10', 'epochs = 5'],
    ['decay_steps=750', 'decay_steps=150'],
  ].reduce((shorter, [from = '', to = '']) => {
    expect(shorter).toContain(from);
    return shorter.replace(from, to);
  }, text);

interface Evaluated {
  readonly heads: { readonly mask: { readonly mean_iou: number } };
}

interface Answer {
  readonly predictions: { readonly mask: { readonly classes: readonly { readonly pixels: number }[] } };
}

// The whole example comes to a mean IoU of 0.94; taking all for the background comes to less than a third.
test.skipIf(onnx?.availability.available !== true)(
  'examples/segment_shapes.cnn finds shapes after little training, and predicts masks of the size of a picture',
  async () => {
    const folder = temporaryDirectory();
    const [file, run] = [join(folder, 'segment.cnn'), join(folder, 'run')];
    writeFileSync(file, shortened(readFileSync(repositoryFile('examples/segment_shapes.cnn'), 'utf8')));
    const args = ['run', file, '--out', run, '--engine', 'onnx', '--no-report'];
    expect(await cnnc(args)).toMatchObject({ code: 0 });
    const evaluated = JSON.parse((await cnnc(['evaluate', run, '--json'])).out) as Evaluated;
    expect(schemaErrors('evaluate', evaluated)).toEqual([]);
    expect(evaluated.heads.mask.mean_iou).toBeGreaterThan(0.4);

    const [width, height] = [60, 36];
    const picture = join(folder, 'wide.png');
    await sharp({ create: { width, height, channels: 3, background: '#808080' } })
      .png()
      .toFile(picture);
    const answer = JSON.parse((await cnnc(['predict', run, picture, '--json'])).out) as Answer;
    const counts = answer.predictions.mask.classes.map(({ pixels }) => pixels);
    expect(counts.reduce((sum, pixels) => sum + pixels, 0)).toBe(width * height);

    const sheet = join(folder, 'sheet');
    expect(await cnnc(['predict', run, picture, '--out', sheet])).toMatchObject({ code: 0 });
    const mask = await decodeMask(join(sheet, 'pictures', '000001_mask.png'));
    if (typeof mask === 'string') throw new Error(mask);
    expect([mask.width, mask.height]).toEqual([width, height]);
    expect(counts.map((_, label) => mask.data.filter((each) => each === label).length)).toEqual(counts);
  },
);

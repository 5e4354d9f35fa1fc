import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { indexedPng } from '../../runtime/draw/indexed-png.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const side = 8;

/** How many pixels are drawn over where they are black, or white, and how many are black and not drawn over. */
function pixelsOf(data: Buffer): Record<'onBlack' | 'onWhite' | 'bare', number> {
  const near = (...colour: readonly number[]): number => {
    let count = 0;
    for (let at = 0; at < data.length; at += 3)
      if (colour.every((value, channel) => Math.abs(value - (data[at + channel] ?? 0)) < 16)) count++;
    return count;
  };
  return { onBlack: near(126, 87, 0), onWhite: near(241, 202, 115), bare: near(0, 0, 0) };
}

/** Pictures whose left half is black and of class 1; one pixel at the right is of none. */
async function folderOf(): Promise<string> {
  const file = fileOf(`data Halves {
    source = folder("halves", masks="masks")
    field mask: mask[2]
    split { train = 75%  valid = 25% }
    prepare { Resizing(16, 16)  Rescaling(1/255) }
    augment { RandomFlip(horizontal_and_vertical) }
  }`);
  const folder = join(dirname(file), 'halves');
  for (const name of ['images', 'masks']) mkdirSync(join(folder, name), { recursive: true });
  const labels = Uint8Array.from({ length: side * side }, (_, pixel) => Number(pixel % side < side / 2));
  labels[side - 1] = 255;
  const mask = await indexedPng({ height: side, width: side, channels: 1, data: labels });
  for (let index = 0; index < 4; index++) {
    const greys = labels.map((label) => (label === 1 ? index : 255));
    const picture = sharp(greys, { raw: { width: side, height: side, channels: 1 } }).png();
    writeFileSync(join(folder, 'images', `${index}.png`), await picture.toBuffer());
    writeFileSync(join(folder, 'masks', `${index}.png`), mask);
  }
  return file;
}

it('cnnc data counts the pixels of masks by class and part, and draws masks over its samples', async () => {
  const file = await folderOf();
  const { out } = await cnnc(['data', file, '--json']);
  const result = JSON.parse(out) as { readonly data: readonly [{ readonly mask: unknown }] };
  expect(schemaErrors('data', result)).toEqual([]);
  expect(result.data[0].mask).toEqual({
    field: 'mask',
    classes: ['0', '1'],
    parts: {
      train: { by_class: [372, 384], unlabelled: 12 },
      valid: { by_class: [124, 128], unlabelled: 4 },
    },
  });
  expect((await cnnc(['data', file])).out).toMatch(/^of no class +12 +4$/m);

  const sheet = join(dirname(file), 'samples.png');
  expect(await cnnc(['data', file, '-o', sheet, '--samples', '3'])).toMatchObject({ code: 0 });
  const { data } = await sharp(sheet).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { onBlack, onWhite, bare } = pixelsOf(data);
  expect(onBlack).toBeGreaterThan(3 * 8_000);
  expect([onWhite, bare]).toEqual([0, 0]);

  const page = join(dirname(file), 'page.html');
  expect(await cnnc(['data', file, '-o', page])).toMatchObject({ code: 0 });
});

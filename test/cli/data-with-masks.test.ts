import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { indexedPng } from '../../runtime/draw/indexed-png.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const side = 8;

/** White pictures, of which the left half is of class 1, and one pixel at the right of none. */
async function folderOf(): Promise<string> {
  const file = fileOf(`data Halves {
    source = folder("halves", masks="masks")
    field mask: mask[2]
    split { train = 75%  valid = 25% }
    prepare { Resizing(16, 16)  Rescaling(1/255) }
    augment { RandomFlip(vertical) }
  }`);
  const folder = join(dirname(file), 'halves');
  for (const name of ['images', 'masks']) mkdirSync(join(folder, name), { recursive: true });
  const labels = Uint8Array.from({ length: side * side }, (_, pixel) => Number(pixel % side < side / 2));
  labels[side - 1] = 255;
  const mask = await indexedPng({ height: side, width: side, channels: 1, data: labels });
  for (let index = 0; index < 4; index++) {
    const background = `rgb(255,255,${250 + index})`;
    const picture = sharp({ create: { width: side, height: side, channels: 3, background } }).png();
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
  expect(await cnnc(['data', file, '-o', sheet, '--samples', '1'])).toMatchObject({ code: 0 });
  const { data, info } = await sharp(sheet).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const blueAt = (x: number): number => data[(80 * info.width + x) * info.channels + 2] ?? 0;
  expect(blueAt(40)).toBeLessThan(130);
  expect(blueAt(120)).toBeGreaterThan(245);

  const page = join(dirname(file), 'page.html');
  expect(await cnnc(['data', file, '-o', page])).toMatchObject({ code: 0 });
});

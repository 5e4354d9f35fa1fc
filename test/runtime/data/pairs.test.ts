import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Effort } from '../../../runtime/data/effort.ts';
import { openPairs } from '../../../runtime/data/folder/pairs-source.ts';
import { lookAtPairs } from '../../../runtime/data/look/look-at-pairs.ts';
import { decodeMaskBytes } from '../../../runtime/data/pictures/decode-mask.ts';
import { preparation } from '../../../runtime/data/prepare/prepare.ts';
import { realize } from '../../../runtime/data/recipe.ts';
import { dataPlace } from '../../support/data-place.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { exampleOf } from '../../support/examples.ts';
import { failureOf, linesOf } from '../../support/failure.ts';

const photo = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 100, b: 50 } } })
    .png()
    .toBuffer();

/** A grey PNG whose pixels are these numbers. */
const greyPng = (width: number, numbers: readonly number[]): Promise<Buffer> =>
  sharp(Uint8Array.from(numbers), { raw: { width, height: numbers.length / width, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();

const numbers = [0, 1, 2, 1, 255, 0];

async function folders(): Promise<string> {
  const directory = temporaryDirectory();
  for (const folder of ['images', 'masks', 'images/more', 'masks/more']) mkdirSync(join(directory, folder));
  for (const name of ['a', 'b', 'more/c'])
    writeFileSync(join(directory, 'images', `${name}.png`), await photo(3, 2));
  writeFileSync(join(directory, 'masks', 'a.png'), await greyPng(3, numbers));
  writeFileSync(join(directory, 'masks', 'b_mask.png'), await greyPng(3, numbers));
  writeFileSync(join(directory, 'masks', 'more', 'c.png'), await greyPng(3, numbers));
  return directory;
}

const wanted = { channels: 3, classes: 3, targetChannels: undefined };
const masks = { pictures: 'images', masks: 'masks', first: 0 };

describe('a folder of pictures and one of masks', () => {
  it('pairs them by name, below folders and with _mask behind it', async () => {
    const source = await openPairs(dataPlace(await folders()), masks, wanted);
    expect([0, 1, 2].map((index) => source.fileOf(index))).toEqual(
      ['a.png', 'b.png', join('more', 'c.png')].map((name) => join('images', name)),
    );
    for (const index of [0, 1, 2]) {
      const { mask } = await exampleOf(source, index);
      expect(mask).toEqual({ height: 2, width: 3, channels: 1, data: Uint8Array.from(numbers) });
    }
  });

  it('counts classes from where they begin; what is below is of none', async () => {
    const source = await openPairs(
      dataPlace(await folders()),
      { ...masks, first: 1 },
      { ...wanted, classes: 2 },
    );
    const { mask } = await exampleOf(source, 0);
    expect([...(mask?.data ?? [])]).toEqual([255, 0, 1, 0, 255, 255]);
  });

  it('says of each mask what is wrong with it', async () => {
    const directory = await folders();
    rmSync(join(directory, 'masks', 'more', 'c.png'));
    writeFileSync(join(directory, 'masks', 'b_mask.png'), await greyPng(2, numbers));
    writeFileSync(join(directory, 'masks', 'other.png'), await greyPng(2, numbers));
    const source = await openPairs(dataPlace(directory), masks, { ...wanted, classes: 2 });
    expect(await Promise.all([0, 1, 2].map((index) => realize(source.entry(index))))).toEqual([
      `its mask \`${join('masks', 'a.png')}\` has the number 2, and classes are 0 to 1 (255 for none)`,
      `its mask \`${join('masks', 'b_mask.png')}\` is 2×3, and it 3×2`,
      'it has no mask: there is no `masks/more/c.png`',
    ]);
    expect(source.leftOut?.lines).toEqual([`\`${join('masks', 'other.png')}\` has no picture`]);
  });

  it('says where there are no pictures, or no folder of masks', async () => {
    const directory = await folders();
    const open = (changes: object) => () => openPairs(dataPlace(directory), { ...masks, ...changes }, wanted);
    mkdirSync(join(directory, 'empty'));
    expect(linesOf(await failureOf(open({ pictures: 'empty' })))[0]).toMatch(
      /^CNN820: there are no pictures in `empty`/,
    );
    expect(linesOf(await failureOf(open({ masks: 'mask' })))[0]).toMatch(/^CNN602: `mask` is missing/);
    expect(linesOf(await failureOf(open({ masks: '../..' })))[0]).toMatch(/^CNN6\d\d:/);
  });

  it('is looked at as it is opened', async () => {
    const directory = await folders();
    const look = (changes: object = {}, effort = new Effort()) =>
      lookAtPairs(dataPlace(directory), { ...masks, ...changes }, { channels: 3, isWanted: true }, effort);
    const whole = await look();
    expect(whole).toMatchObject({ count: 3, bringsMask: true, at: '3 of 3 pictures' });
    expect(whole.pictures[0]).toEqual({ file: join('images', 'a.png'), size: [2, 3], isBroken: false });
    expect(linesOf(await failureOf(() => look({ masks: 'mask' })))).toContain(
      'fix: put it there, or name the folder that is: `masks="…"`',
    );
    const lone = await failureOf(() => look({ masks: 'images/more' }));
    expect(linesOf(lone).slice(1, 3)).toEqual([
      'note: skipped: 3 files',
      `note: the first, \`${join('images', 'a.png')}\`: it has no mask: there is no \`images/more/a.png\``,
    ]);
    // Two folders of two entries each are listed by then, and no header is read.
    expect(await look({}, new Effort(10))).toMatchObject({ pictures: [] });
  });

  it('goes into another fingerprint when a mask changes', async () => {
    const directory = await folders();
    const open = async (): Promise<string> =>
      (await openPairs(dataPlace(directory), masks, wanted)).fingerprint;
    const before = await open();
    expect(await open()).toBe(before);
    writeFileSync(join(directory, 'masks', 'a.png'), await greyPng(3, [0, 0, 0, 0, 0, 0]));
    expect(await open()).not.toBe(before);
  });
});

describe('a folder of what pictures are to become', () => {
  it('is prepared as the pictures are', async () => {
    const directory = await folders();
    mkdirSync(join(directory, 'clean'));
    for (const name of ['a', 'b'])
      writeFileSync(join(directory, 'clean', `${name}.png`), await greyPng(3, [0, 51, 102, 0, 51, 102]));
    const options = { channels: 3, classes: undefined, targetChannels: 1 };
    const source = await openPairs(
      dataPlace(directory),
      { pictures: 'images', targets: 'clean', first: 0 },
      options,
    );
    const { settle, finish } = preparation(
      [
        { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 3] } },
        { name: 'clean', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 1] } },
      ],
      [
        { kind: 'Resizing', height: 2, width: 6, interpolation: 'nearest', cropToAspectRatio: false },
        { kind: 'Rescaling', scale: 1 / 255, offset: 0 },
      ],
      [],
    );
    const [image, clean] = finish(settle(await exampleOf(source, 1)));
    expect(image?.shape).toEqual([2, 6, 3]);
    expect(clean?.shape).toEqual([2, 6, 1]);
    const row = [0, 0, 0.2, 0.2, 0.4, 0.4];
    [...row, ...row].forEach((value, pixel) => expect(clean?.values[pixel]).toBeCloseTo(value, 6));
    expect(await realize(source.entry(2))).toBe('it has no target: there is no `clean/more/c.png`');
  });
});

describe('the numbers of a PNG', () => {
  it('are indices of its palette, however many bits they take', async () => {
    const drawn = Uint8Array.from(
      { length: 3 * 300 },
      (_, index) => [0, 80, 160, 240][Math.floor(index / 3) % 4] ?? 0,
    );
    const raw = { raw: { width: 30, height: 10, channels: 3 } } as const;
    const png = await sharp(drawn, raw).png({ palette: true, colours: 4, dither: 0 }).toBuffer();
    expect(png[25]).toBe(3);
    const found = await decodeMaskBytes(png);
    if (typeof found === 'string') throw new Error(found);
    expect([found.width, found.height]).toEqual([30, 10]);
    const labels = new Map(Array.from({ length: 4 }, (_, each) => [found.data[each], each]));
    expect(labels.size).toBe(4);
    found.data.forEach((index, pixel) => expect(labels.get(index)).toBe(pixel % 4));
  });

  it('are its greys, also where these are written in colours; other files have none', async () => {
    const grey = await sharp(await greyPng(3, numbers))
      .toColourspace('srgb')
      .png()
      .toBuffer();
    expect(await decodeMaskBytes(grey)).toMatchObject({ data: Uint8Array.from(numbers) });
    const jpeg = await sharp(await photo(4, 4))
      .jpeg()
      .toBuffer();
    expect(await decodeMaskBytes(jpeg)).toBe('is no PNG, whose pixels are exact');
    expect(await decodeMaskBytes(await photo(4, 4))).toMatch(/^is in colours; write the number of a class/);
    const png = await greyPng(3, numbers);
    expect(await decodeMaskBytes(png.subarray(0, png.length - 20))).toBe('is damaged');
    expect(await decodeMaskBytes(Buffer.alloc(0))).toBe('is empty');
  });
});

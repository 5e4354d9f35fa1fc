import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../../runtime/data/folder/folder-source.ts';
import { ByteCache } from '../../../runtime/data/byte-cache.ts';
import { decodeImage } from '../../../runtime/data/folder/decode.ts';
import type { DataSource } from '../../../runtime/data/source.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { exampleOf } from '../../support/examples.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { testSpan } from '../../support/span.ts';

type Colour = { readonly r: number; readonly g: number; readonly b: number };

function picture(width: number, height: number, background: Colour = { r: 255, g: 0, b: 0 }): sharp.Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

async function classFolders(names: readonly string[]): Promise<string> {
  const directory = temporaryDirectory();
  for (const name of names) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'a.png'), await picture(4, 2).png().toBuffer());
  }
  return directory;
}

const open = (directory: string, classes?: number): Promise<DataSource> =>
  openFolder({ directory, span: testSpan, classes }, 3);

describe('folder', () => {
  it('takes classes by name, as Keras sorts them, and leaves hidden and other files out', async () => {
    const directory = await classFolders(['roses', 'Daisy', 'b10', 'b2']);
    mkdirSync(join(directory, '.git'));
    writeFileSync(join(directory, 'LICENSE.txt'), 'text');
    writeFileSync(join(directory, 'roses', '.DS_Store'), 'x');
    writeFileSync(join(directory, 'roses', 'notes.txt'), 'x');
    mkdirSync(join(directory, 'roses', 'more'));
    writeFileSync(join(directory, 'roses', 'more', 'B.JPG'), await picture(3, 3).jpeg().toBuffer());
    const source = await open(directory, 4);
    expect(source.classNames).toEqual(['Daisy', 'b10', 'b2', 'roses']);
    expect(source.count).toBe(5);
    expect(source.fileOf(4)).toBe(join('roses', 'more', 'B.JPG'));
    expect(source.labelOf(4)).toBe(3);
    expect(await exampleOf(source, 3)).toEqual({
      image: { height: 2, width: 4, channels: 3, data: expect.objectContaining({ length: 24 }) as unknown },
      label: 3,
    });
  });

  it('compares the number of folders with the declared classes', async () => {
    const directory = await classFolders(['a', 'b']);
    expect(linesOf(await failureOf(() => open(directory, 3)))).toEqual([
      `CNN607: \`${directory}\` has 2 class folders, but the field has 3 classes`,
      'note: found: `a`, `b`',
      'fix: declare `class[2]`, or correct the folders',
    ]);
    const empty = temporaryDirectory();
    expect(linesOf(await failureOf(() => open(empty, 3)))).toEqual([
      `CNN607: \`${empty}\` has 0 class folders, but the field has 3 classes`,
      'note: found: no folders',
      'fix: put the images of each class into a folder named as the class',
    ]);
  });

  it('names an empty class', async () => {
    const directory = await classFolders(['a']);
    mkdirSync(join(directory, 'b'));
    expect(linesOf(await failureOf(() => open(directory)))[0]).toBe(
      `CNN608: the class folder \`b\` in \`${directory}\` has no images`,
    );
  });

  it('refuses links that lead out, to files and to folders', async () => {
    const outside = await classFolders(['secret']);
    const files = await classFolders(['a', 'b']);
    symlinkSync(join(files, 'a', 'a.png'), join(files, 'b', 'inside.png'));
    expect((await open(files)).count).toBe(3);
    symlinkSync(join(outside, 'secret', 'a.png'), join(files, 'b', 'out.png'));
    expect(linesOf(await failureOf(() => open(files)))[0]).toBe(
      `CNN609: the link \`${join('b', 'out.png')}\` leads out of \`${files}\``,
    );
    const folders = await classFolders(['a']);
    symlinkSync(outside, join(folders, 'z'));
    expect(linesOf(await failureOf(() => open(folders)))[0]).toMatch(/^CNN609: the link `z` leads out/);
  });

  it('stops at a folder that holds itself', async () => {
    const directory = await classFolders(['a']);
    symlinkSync(join(directory, 'a'), join(directory, 'a', 'again'));
    expect((await open(directory)).count).toBeLessThanOrEqual(16);
  });
});

describe('decodeImage', () => {
  const pixel = async (name: string, image: sharp.Sharp, channels: number): Promise<number[]> => {
    const path = join(temporaryDirectory(), name);
    await image.toFile(path);
    const decoded = await decodeImage(path, channels);
    if (typeof decoded === 'string') throw new Error(decoded);
    expect(decoded).toMatchObject({ width: 5, height: 4, channels });
    return [...decoded.data.subarray(0, channels)];
  };

  it.each(['a.png', 'a.webp', 'a.gif', 'a.jpg'])('reads %s', async (name) => {
    const [red = 0, green = 0, blue = 0] = await pixel(name, picture(5, 4), 3);
    expect(red).toBeGreaterThan(250);
    expect(green + blue).toBeLessThan(10);
  });

  it('makes the channels that are wanted', async () => {
    expect(await pixel('a.png', picture(5, 4, { r: 80, g: 80, b: 80 }), 1)).toEqual([80]);
    expect(await pixel('a.png', picture(5, 4).toColourspace('b-w'), 3)).toHaveLength(3);
    expect(await pixel('a.png', picture(5, 4), 4)).toEqual([255, 0, 0, 255]);
    expect(await pixel('a.png', picture(5, 4).ensureAlpha(0.5), 3)).toEqual([255, 0, 0]);
  });

  it('says what is wrong with a file', async () => {
    const directory = temporaryDirectory();
    const decode = async (name: string, bytes: Buffer | string): Promise<unknown> => {
      writeFileSync(join(directory, name), bytes);
      return decodeImage(join(directory, name), 3);
    };
    const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, index) => (index * 7919) % 251));
    const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer();
    expect(await decode('text.jpg', 'hello')).toBe('it is no JPEG, PNG, WebP or GIF image');
    expect(await decode('empty.jpg', '')).toBe('it is empty');
    expect(await decode('cut.jpg', whole.subarray(0, whole.length / 2))).toMatch(/^it is damaged/);
    expect(await decode('cut.png', (await picture(64, 64).png().toBuffer()).subarray(0, 60))).toMatch(
      /^it is damaged/,
    );
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>';
    expect(await decode('image.png', svg)).toBe('it is no JPEG, PNG, WebP or GIF image');
    const huge = await picture(20_000, 10_000).png().toBuffer();
    expect(await decode('huge.png', huge)).toBe('it has more than 67108864 pixels');
    expect(await decodeImage(join(directory, 'none.png'), 3)).toBe('there is no such file');
  });
});

describe('ByteCache', () => {
  it('keeps what fits and no more', () => {
    const cache = new ByteCache(10);
    const example = { image: { height: 2, width: 2, channels: 1, data: new Uint8Array(4) }, label: 0 };
    for (const index of [0, 1, 2]) cache.offer(index, example);
    cache.offer(0, example);
    expect(cache.bytes).toBe(8);
    expect(cache.full).toBe(true);
    expect(cache.get(1)).toBe(example);
    expect(cache.get(2)).toBeUndefined();
  });
});

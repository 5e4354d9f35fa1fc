import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../../runtime/data/folder/folder-source.ts';
import { ByteCache } from '../../../runtime/data/byte-cache.ts';
import { decodeImage } from '../../../runtime/data/pictures/decode-image.ts';
import type { DataSource } from '../../../runtime/data/source.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { exampleOf } from '../../support/examples.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { dataPlace } from '../../support/data-place.ts';

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

const open = (directory: string, classes?: number, followLinks = false): Promise<DataSource> =>
  openFolder(dataPlace(directory, { written: 'photos', classes, followLinks }), 3);

const filesOf = (source: DataSource): readonly (string | undefined)[] =>
  Array.from({ length: source.count }, (_, index) => source.fileOf(index));

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

  it('says of a folder whose name is not UTF-8 that it is', async () => {
    const directory = await classFolders(['a']);
    mkdirSync(Buffer.concat([Buffer.from(`${directory}/caf`), Buffer.from([0xe9])]));
    expect(linesOf(await failureOf(() => open(directory, 2)))[0]).toBe(
      `CNN694: the name of the folder \`${join(directory, 'caf\ufffd')}\` is not UTF-8`,
    );
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

  it('finds each picture once in its class, whatever links lead to it', async () => {
    const directory = await classFolders(['a', 'b']);
    symlinkSync('..', join(directory, 'a', 'up'));
    symlinkSync('.', join(directory, 'a', 'again'));
    symlinkSync('../b', join(directory, 'a', 'other'));
    symlinkSync('a.png', join(directory, 'b', 'twice.png'));
    symlinkSync('b', join(directory, 'c'));
    symlinkSync('.', join(directory, 'd'));
    const source = await open(directory, 2);
    expect(filesOf(source)).toEqual([join('a', 'a.png'), join('b', 'a.png')]);
    expect(source.classNames).toEqual(['a', 'b']);
    expect(source.leftOut?.lines).toEqual([
      '`c` leads to `b`, which is there already',
      '`d` leads to `.`, which is there already',
      '`a/again` leads to `a`, which is there already',
      '`a/other` leads to `b`, which is there already',
      '`a/up` leads to `.`, which is there already',
      '`b/twice.png` leads to `b/a.png`, which is there already',
    ]);
  });

  it('takes what lies hidden by the links to it, once', async () => {
    const directory = await classFolders(['a', 'b']);
    mkdirSync(join(directory, '.store', 'part'), { recursive: true });
    copyFileSync(join(directory, 'a', 'a.png'), join(directory, '.store', 'x.png'));
    copyFileSync(join(directory, 'a', 'a.png'), join(directory, '.store', 'part', 'y.png'));
    symlinkSync('../.store/x.png', join(directory, 'a', 'b.png'));
    symlinkSync('../.store', join(directory, 'a', 'c'));
    symlinkSync('../.store/part', join(directory, 'a', 'd'));
    const source = await open(directory);
    expect(filesOf(source)).toEqual(['a/a.png', 'a/b.png', 'a/c/part/y.png', 'b/a.png']);
    expect(source.leftOut?.lines).toEqual([
      '`a/c/x.png` leads to `.store/x.png`, which is there already',
      '`a/d` leads to `.store/part`, which is there already',
    ]);
  });

  it('follows links out where that is allowed', async () => {
    const [directory, outside] = await Promise.all([classFolders(['a', 'b']), classFolders(['more'])]);
    symlinkSync(outside, join(directory, 'a', 'z'));
    symlinkSync(join(outside, 'more', 'a.png'), join(directory, 'b', 'z.png'));
    symlinkSync(directory, join(outside, 'back'));
    const source = await open(directory, 2, true);
    expect(filesOf(source)).toEqual(['a/a.png', 'a/z/more/a.png', 'b/a.png', 'b/z.png']);
    expect(await exampleOf(source, 1)).toMatchObject({ label: 0 });
  });

  it('names and counts what it leaves out, and takes any picture by its ending', async () => {
    const directory = await classFolders(['a', 'b']);
    const png = await picture(2, 2).png().toBuffer();
    const taken = ['b.JFIF', 'c.jpe', 'd.bmp', 'e.DIB', 'f.tif', 'g.TIFF', 'h.webp', 'i.gif'];
    for (const name of taken) writeFileSync(join(directory, 'a', name), png);
    for (const name of ['k.heic', 'l', '.hidden', 'n.txt']) writeFileSync(join(directory, 'b', name), png);
    symlinkSync('gone.png', join(directory, 'b', 'm.png'));
    writeFileSync(join(directory, 'alone.png'), png);
    writeFileSync(join(directory, 'README'), 'x');
    const source = await open(directory);
    expect(source.count).toBe(10);
    expect(source.leftOut?.count).toBe(5);
    expect(source.leftOut?.lines).toEqual([
      '`alone.png` is in no class folder',
      '`b/m.png` is a link to `gone.png`, which is not there',
      '`b/k.heic` has not the ending of a picture',
      '`b/l` has not the ending of a picture',
      '`b/n.txt` has not the ending of a picture',
    ]);
    for (let more = 0; more < 9; more++) writeFileSync(join(directory, 'b', `o${more}`), 'x');
    expect((await open(directory)).leftOut?.lines.slice(-1)).toEqual(['and 6 more']);
  });

  it.skipIf(process.platform !== 'linux')('tells of a name that is no text', async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'a'));
    const name = Buffer.concat([
      Buffer.from(join(directory, 'a', 'x')),
      Buffer.of(0xff),
      Buffer.from('.png'),
    ]);
    writeFileSync(name, '');
    writeFileSync(join(directory, 'a', 'y.png'), '');
    expect((await open(directory)).leftOut?.lines).toEqual([
      '`a/x\ufffd.png` cannot be read: its name is not UTF-8',
    ]);
  });

  it('says of a folder that it cannot read', async () => {
    const directory = await classFolders(['a']);
    const file = join(directory, 'a', 'a.png');
    expect(linesOf(await failureOf(() => open(file)))[0]).toBe(
      `CNN702: the folder \`${file}\` cannot be read: a part of its path is not a directory`,
    );
  });

  it('tells parts of a data set from classes, and finds classes that lie deeper', async () => {
    const parts = temporaryDirectory();
    for (const name of ['train/a', 'train/b', 'valid/a', 'valid/b']) {
      mkdirSync(join(parts, name), { recursive: true });
      writeFileSync(join(parts, name, 'a.png'), await picture(4, 2).png().toBuffer());
    }
    expect(linesOf(await failureOf(() => open(parts, 2)))).toEqual([
      `CNN701: \`${parts}\` is divided into parts, which are no classes: \`train\`, \`valid\``,
      'note: `photos/train` holds `a`, `b`',
      'fix: say that they are: `split { by = folder }`; or take one part, `folder("photos/train")`',
    ]);
    expect((await open(join(parts, 'train'), 2)).count).toBe(2);
    const outer = temporaryDirectory();
    for (const name of ['flowers/a', 'flowers/b']) mkdirSync(join(outer, name), { recursive: true });
    expect(linesOf(await failureOf(() => open(outer, 2))).at(-1)).toBe(
      'fix: take the folder that holds them: `folder("photos/flowers")`',
    );
    const inner = await classFolders(['a']);
    expect(linesOf(await failureOf(() => open(join(inner, 'a'), 2))).at(-1)).toBe(
      'fix: put `a.png` and the others into a folder named as their class, or give the directory above',
    );
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
    expect(await decode('text.jpg', 'hello')).toBe('it is no JPEG, PNG, GIF, WebP, BMP or TIFF picture');
    expect(await decode('empty.jpg', '')).toBe('it is empty');
    expect(await decode('cut.jpg', whole.subarray(0, whole.length / 2))).toMatch(/^it is damaged/);
    expect(await decode('cut.png', (await picture(64, 64).png().toBuffer()).subarray(0, 60))).toMatch(
      /^it is damaged/,
    );
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>';
    expect(await decode('image.png', svg)).toBe('it is no JPEG, PNG, GIF, WebP, BMP or TIFF picture');
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

import { copyFileSync, symlinkSync, truncateSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { realize } from '../../../runtime/data/recipe.ts';
import { openIdx } from '../../../runtime/data/idx/idx-source.ts';
import type { DataSource } from '../../../runtime/data/source.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { exampleOf as read } from '../../support/examples.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { idxBytes, idxSet, writeIdx, type IdxSet } from '../../support/idx.ts';
import { dataPlace } from '../../support/data-place.ts';

const open = (directory: string, classes: number | undefined = 3): Promise<DataSource> =>
  openIdx(dataPlace(directory, { classes }));

/** What opening a directory with this training set says. */
async function complaint(set: Partial<IdxSet>, gzip = false): Promise<string[]> {
  const directory = temporaryDirectory();
  writeIdx(directory, 'train', set, gzip);
  const lines = linesOf(await failureOf(() => open(directory)));
  return lines.map((line) => line.replaceAll(directory, 'DIR'));
}

describe('idx', () => {
  it.each([false, true])('reads both sets, gzipped: %s', async (gzip) => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', idxSet(7), gzip);
    writeIdx(directory, 't10k', idxSet(2), gzip);
    const source = await open(directory);
    expect(source).toMatchObject({ count: 7, testCount: 2, imageShape: [2, 3, 1], bringsBox: false });
    expect(await read(source, 4)).toEqual({
      image: { height: 2, width: 3, channels: 1, data: Uint8Array.of(24, 25, 26, 27, 28, 29) },
      label: 1,
    });
    expect((await read(source, 8)).image.data[0]).toBe(6);
    expect(source.labelOf(8)).toBe(1);
  });

  it('does without a test set, and takes the plain file where both are there', async () => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', idxSet(7), true);
    writeIdx(directory, 'train', idxSet(5));
    const source = await open(directory);
    expect(source).toMatchObject({ count: 5, testCount: 0 });
    expect(source.leftOut?.lines).toEqual([
      '`train-images-idx3-ubyte.gz` is not read: `train-images-idx3-ubyte` is there, too',
      '`train-labels-idx1-ubyte.gz` is not read: `train-labels-idx1-ubyte` is there, too',
    ]);
  });

  it('has a fingerprint of what the files hold', async () => {
    const [first, second, other] = [temporaryDirectory(), temporaryDirectory(), temporaryDirectory()];
    writeIdx(first, 'train', idxSet(7));
    writeIdx(second, 'train', idxSet(7), true);
    writeIdx(other, 'train', idxSet(8));
    const prints = await Promise.all([first, second, other].map((each) => open(each)));
    expect(prints[0]?.fingerprint).toBe(prints[1]?.fingerprint);
    expect(prints[0]?.fingerprint).not.toBe(prints[2]?.fingerprint);
  });
});

describe('pictures of a plain file that is large for the memory', () => {
  it('are read where they lie, to the same numbers and the same fingerprint', async () => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', idxSet(7));
    writeIdx(directory, 't10k', idxSet(2));
    const [held, lying] = await Promise.all(
      [10_000, 100].map((bytes) =>
        openIdx(dataPlace(directory, { classes: 3, room: { bytes, isBudget: true } })),
      ),
    );
    if (held === undefined || lying === undefined) throw new Error('nothing was opened');
    expect([held.entry(4), lying.entry(4)].map(({ recipe: { kind } }) => kind)).toEqual(['pixels', 'record']);
    for (const index of [0, 6, 8]) expect(await read(lying, index)).toEqual(await read(held, index));
    expect(lying.fingerprint).toBe(held.fingerprint);
  });

  it('are refused where one alone does not fit', async () => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', idxSet(7));
    const room = { bytes: 29, isBudget: true };
    expect(linesOf(await failureOf(() => openIdx(dataPlace(directory, { classes: 3, room }))))[0]).toBe(
      'CNN625: to prepare a picture of 2 × 3 pixels takes 30 B of memory, more than `memory = 29 B`',
    );
  });

  it('are told of where the file has become shorter', async () => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', idxSet(7));
    const source = await openIdx(dataPlace(directory, { classes: 3, room: { bytes: 100, isBudget: true } }));
    truncateSync(join(directory, 'train-images-idx3-ubyte'), 30);
    expect(await realize(source.entry(4))).toBe('it became shorter while it was read');
  });
});

const { images, labels } = idxSet(7);
const replace = 'fix: download the file again';

describe('broken idx files', () => {
  it('misses a file', async () => {
    expect(await complaint({ images })).toEqual([
      'CNN602: `train-labels-idx1-ubyte` is missing from `DIR`',
      'note: expected: `train-labels-idx1-ubyte` or `train-labels-idx1-ubyte.gz`',
      'fix: put the file there, gzipped or not, under the name that MNIST gave it',
    ]);
  });

  it.each([false, true])('finds a truncated file, gzipped: %s', async (gzip) => {
    expect(await complaint({ images: images.subarray(0, 50), labels }, gzip)).toEqual([
      'CNN603: `train-images-idx3-ubyte' + (gzip ? '.gz' : '') + '` cannot be read: it ends after 50 bytes',
      'note: expected: 58 bytes, as its header says 7 × 2 × 3',
      replace,
    ]);
  });

  it.each([false, true])('finds a file with bytes too many, gzipped: %s', async (gzip) => {
    const found = gzip ? 'more than 58 bytes' : '61 bytes';
    expect(await complaint({ images: Buffer.concat([images, Buffer.alloc(3)]), labels }, gzip)).toEqual([
      'CNN603: `train-images-idx3-ubyte' + (gzip ? '.gz' : '') + `\` cannot be read: it has ${found}`,
      'note: expected: 58 bytes, as its header says 7 × 2 × 3',
      replace,
    ]);
  });

  it.each([false, true])('finds a header cut short, gzipped: %s', async (gzip) => {
    expect(await complaint({ images: images.subarray(0, 9), labels }, gzip)).toEqual([
      'CNN603: `train-images-idx3-ubyte' +
        (gzip ? '.gz' : '') +
        '` cannot be read: it has 9 bytes, less than a header',
      'note: expected: an IDX header of 16 bytes',
      replace,
    ]);
  });

  it('finds a wrong beginning', async () => {
    expect(await complaint({ images: Buffer.from('PNG is not what is wanted here'), labels })).toEqual([
      'CNN603: `train-images-idx3-ubyte` cannot be read: it begins with 50 4e 47 20',
      'note: expected: 00 00 08 03, an IDX file of images',
      replace,
    ]);
    const begins = async (bytes: string | Buffer): Promise<string[]> =>
      complaint({ images: Buffer.concat([Buffer.from(bytes), Buffer.alloc(16)]), labels });
    expect((await begins('<!DOCTYPE html>'))[0]).toMatch(/it is a web page$/);
    expect((await begins('PK\u0003\u0004'))[0]).toMatch(/it is a ZIP file$/);
    expect((await begins(Buffer.of(0, 0, 7, 3)))[0]).toMatch(/it begins with 00 00 07 03$/);
    expect((await begins(Buffer.of(0, 0, 8, 4)))[0]).toMatch(/it has 4 axes, not 3$/);
    const exchanged = await complaint({ images: idxBytes([14], new Uint8Array(14)), labels });
    expect(exchanged.at(-1)).toBe('fix: the images and labels are exchanged: rename them');
    const zipped = await complaint({ images: gzipSync(images), labels });
    expect(zipped.at(-1)).toBe('fix: it is gzipped: give its name the ending `.gz`');
  });

  it.each([
    [0x09, 'signed bytes (type 09)'],
    [0x0b, 'whole numbers of 16 bits (type 0b)'],
    [0x0c, 'whole numbers of 32 bits (type 0c)'],
    [0x0d, 'floats of 32 bits (type 0d)'],
    [0x0e, 'floats of 64 bits (type 0e)'],
  ])('says that it does not read values of type %i', async (type, words) => {
    const other = Buffer.from(images);
    other[2] = type;
    expect(await complaint({ images: other, labels })).toEqual([
      `CNN603: \`train-images-idx3-ubyte\` cannot be read: its values are ${words}`,
      'note: expected: unsigned bytes (type 08): others are not read',
      'fix: write the pixels as unsigned bytes, 0 to 255 (`Rescaling(1/255)` in `prepare` makes fractions of them)',
    ]);
  });

  it('finds files that lie deeper, or are named with a point', async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'MNIST', 'raw'), { recursive: true });
    writeIdx(join(directory, 'MNIST', 'raw'), 'train', idxSet(7));
    expect(linesOf(await failureOf(() => open(directory))).at(-1)).toBe(
      `fix: take the folder that holds it: \`idx("${directory}/MNIST/raw")\``,
    );
    for (const kind of ['images-idx3', 'labels-idx1']) {
      const from = join(directory, 'MNIST', 'raw', `train-${kind}-ubyte`);
      copyFileSync(from, join(directory, `train-${kind.replace('-idx', '.idx')}-ubyte`));
    }
    expect((await open(directory)).count).toBe(7);
  });

  it('refuses absurd sizes before it makes room for them', async () => {
    const absurd = await complaint(
      { images: idxBytes([2 ** 32 - 1, 2 ** 16 - 1, 2 ** 16 - 1], []), labels },
      true,
    );
    expect(absurd).toEqual([
      'CNN603: `train-images-idx3-ubyte.gz` cannot be read: its header says 4294967295 × 65535 × 65535',
      'note: expected: at most 4 GiB, and images of at most 65535 × 65535',
      replace,
    ]);
    const large = await complaint({ images: idxBytes([60_000, 200, 200], []), labels }, true);
    expect(large[0]).toMatch(/it ends after at most \d+ bytes$/);
    expect((await complaint({ images: idxBytes([0, 28, 28], []), labels }))[0]).toMatch(
      /0 × 28 × 28: nothing$/,
    );
  });

  it('finds a gzip file that is none, or is damaged', async () => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', { labels });
    const path = join(directory, 'train-images-idx3-ubyte.gz');
    writeFileSync(path, images);
    expect(linesOf(await failureOf(() => open(directory)))[0]).toMatch(/cannot be read: it is not gzipped$/);
    writeFileSync(path, gzipSync(images).subarray(0, 30));
    expect(linesOf(await failureOf(() => open(directory)))[0]).toMatch(
      /cannot be unpacked \(unexpected end of file\)$/,
    );
  });

  it('stops unpacking at the first byte too many', async () => {
    const bomb = Buffer.concat([images, Buffer.alloc(50_000_000)]);
    expect((await complaint({ images: bomb, labels }, true))[0]).toMatch(/it has more than 58 bytes$/);
  });

  it('compares the number of images and labels', async () => {
    expect(await complaint({ images, labels: idxSet(6).labels })).toEqual([
      'CNN604: `train-images-idx3-ubyte` has 7 images, but `train-labels-idx1-ubyte` has 6 labels',
      'note: expected: a label for each image',
      'fix: take both files from the same set',
    ]);
  });

  it('compares labels with the declared classes', async () => {
    expect(await complaint({ images, labels: idxBytes([7], [0, 1, 2, 5, 9, 0, 1]) })).toEqual([
      'CNN605: `train-labels-idx1-ubyte` has labels from 0 to 9, but the field has 3 classes',
      'note: found: 2 labels of 3 or more, the first, 5, at example 3',
      'note: expected: labels from 0 to 2',
      'fix: declare `class[10]`, or correct the file',
    ]);
  });

  it('refuses a test set of other sizes, or half of one', async () => {
    const directory = temporaryDirectory();
    writeIdx(directory, 'train', idxSet(7));
    writeIdx(directory, 't10k', idxSet(2, 3, 3));
    expect(linesOf(await failureOf(() => open(directory)))[0]).toBe(
      'CNN603: `t10k-images-idx3-ubyte` cannot be read: its images are 3 × 3 pixels',
    );
    const half = temporaryDirectory();
    writeIdx(half, 'train', idxSet(7));
    writeIdx(half, 't10k', { labels });
    expect(linesOf(await failureOf(() => open(half)))[0]).toBe(
      `CNN602: \`t10k-images-idx3-ubyte\` is missing from \`${half}\``,
    );
  });

  it('reads nothing through a link that leads out, unless that is allowed', async () => {
    const [directory, outside] = [temporaryDirectory(), temporaryDirectory()];
    writeIdx(directory, 'train', { labels });
    writeIdx(outside, 'train', { images });
    symlinkSync(join(outside, 'train-images-idx3-ubyte'), join(directory, 'train-images-idx3-ubyte'));
    expect(linesOf(await failureOf(() => open(directory)))[0]).toBe(
      `CNN609: the link \`train-images-idx3-ubyte\` leads out of \`${directory}\``,
    );
    expect((await openIdx(dataPlace(directory, { followLinks: true }))).count).toBe(7);
  });

  it('reads no directory or device under the name of a file', async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'train-images-idx3-ubyte'));
    symlinkSync('/dev/zero', join(directory, 'train-images-idx3-ubyte.gz'));
    expect(linesOf(await failureOf(() => open(directory)))[0]).toMatch(/^CNN602: .* is missing/);
  });
});

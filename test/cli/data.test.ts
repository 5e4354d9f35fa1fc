import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import dataSchema from '../../cli/schema/data.schema.json' with { type: 'json' };
import diagnosticsSchema from '../../cli/schema/diagnostics.schema.json' with { type: 'json' };
import { idxSet, writeIdx } from '../support/idx.ts';
import { cnnc, fileOf } from './run-cnnc.ts';

const isSurvey = new Ajv({ schemas: [diagnosticsSchema] }).compile(dataSchema);

/** A picture of one colour, and so of its own bytes. */
const picture = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: colour } })
    .png()
    .toBuffer();

/** A folder of two classes of ten pictures, all different, beside a file that reads them. */
async function folderOf(files: Readonly<Record<string, Uint8Array | string>> = {}): Promise<string> {
  const file = fileOf(`data Pets {
    source = folder("pets")
    field pet: class[2]
    split { train = 80%  valid = 20% }
    prepare { Resizing(6, 8)  Rescaling(1/255) }
    augment { RandomFlip(horizontal) }
  }`);
  for (const [row, name] of ['cats', 'dogs'].entries()) {
    mkdirSync(join(dirname(file), 'pets', name), { recursive: true });
    for (let index = 0; index < 10; index++)
      writeFileSync(
        join(dirname(file), 'pets', name, `${index}.png`),
        await picture(`rgb(255,${row},${index})`),
      );
  }
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(dirname(file), 'pets', name), content);
  return file;
}

describe('cnnc data', () => {
  it('counts examples by part and class, and says what pixels come to', async () => {
    const { code, out, err } = await cnnc(['data', await folderOf()]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^data Pets: 20 examples, all of them looked at$/m);
    expect(out).toMatch(/^cats +8 +2$/m);
    expect(out).toMatch(/^all +16 +4$/m);
    expect(out).toMatch(/^image\[0\] +1\.0000 +0\.0000 +1\.0000 +1\.0000$/m);
    expect(out).toMatch(/^ {2}image: 6×8×3 \(16\)$/m);
  });

  it('check finds what cannot be read, what is there twice and what is no picture, and nothing else', async () => {
    const whole = await picture('rgb(255,0,3)');
    const file = await folderOf({
      'cats/again.png': whole,
      'dogs/cat.png': await picture('rgb(255,0,5)'),
      'dogs/cut.png': whole.subarray(0, 60),
      'dogs/empty.png': '',
      'cats/empty.png': '',
      'cats/notes.txt': 'these are cats',
    });
    const { code, out } = await cnnc(['data', 'check', file, '--json']);
    const result: unknown = JSON.parse(out);
    expect(isSurvey(result), JSON.stringify(isSurvey.errors)).toBe(true);
    const [survey] = (result as { data: Survey[] }).data;
    expect(code).toBe(1);
    expect(survey?.unreadable.map((each) => each.file)).toEqual(
      expect.arrayContaining(['dogs/cut.png', 'dogs/empty.png', 'cats/empty.png']),
    );
    expect(survey?.unreadable).toHaveLength(3);
    const same = survey?.same.map(({ places }) => places.map((place) => place.file).toSorted()) ?? [];
    expect(same).toHaveLength(2);
    expect(same).toEqual(
      expect.arrayContaining([
        ['cats/3.png', 'cats/again.png'],
        ['cats/5.png', 'dogs/cat.png'],
      ]),
    );
    expect(
      survey?.same.find(({ places }) => places.some((place) => place.file === 'dogs/cat.png'))?.kind,
    ).toBe('classes');
    expect(survey?.left_out.count).toBe(1);
    const told = await cnnc(['data', 'check', file]);
    expect(told.out).toContain('dogs/empty.png: it is empty');
    expect(told.out.trimEnd().split('\n').at(-1)).toBe('6 faults');
  });

  it('check tells of all that is wrong where a run would stop at the first', async () => {
    const file = await folderOf({
      'cats/empty.png': '',
      'dogs/text.png': 'no picture',
      'dogs/notes.txt': 'dogs',
    });
    writeFileSync(file, readFileSync(file, 'utf8').replace('split {', 'strict = true\n split {'));
    const { code, out } = await cnnc(['data', 'check', file]);
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([1, '3 faults']);
  });

  it('check is content with data that are right', async () => {
    const { code, out } = await cnnc(['data', 'check', await folderOf()]);
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, 'nothing wrong']);
  });

  it('compares pictures of IDX files, too', async () => {
    const file = fileOf(
      `data D { source = idx("d")  field label: class[10]  split { train = 50%  valid = 50% } }`,
    );
    const directory = join(dirname(file), 'd');
    mkdirSync(directory);
    writeIdx(directory, 'train', idxSet(12, 4, 4));
    const images = readFileSync(join(directory, 'train-images-idx3-ubyte'));
    images.copyWithin(16 + 7 * 16, 16 + 2 * 16, 16 + 3 * 16);
    writeFileSync(join(directory, 'train-images-idx3-ubyte'), images);
    const { out } = await cnnc(['data', 'check', file, '--json']);
    const [survey] = (JSON.parse(out) as { data: Survey[] }).data;
    expect(survey?.same.map(({ places }) => places.map((place) => place.file).toSorted())).toContainEqual([
      'example 2',
      'example 7',
    ]);
  });

  it('writes a page and a picture of augmented samples, the same of a seed, and replaces only its own', async () => {
    const file = await folderOf({ 'cats/<q>.png': await picture('rgb(9,9,9)') });
    const [page, sheet] = ['data.html', 'data.png'].map((name) => join(dirname(file), name)) as [
      string,
      string,
    ];
    expect((await cnnc(['data', file, '-o', page, '--samples', '30'])).code).toBe(0);
    const text = readFileSync(page, 'utf8');
    expect(text.match(/<img/g)).toHaveLength(17);
    expect(text).not.toContain('<q>');
    expect((await cnnc(['data', file, '-o', sheet, '--samples', '4'])).code).toBe(0);
    const first = readFileSync(sheet);
    expect(await sharp(first).metadata()).toMatchObject({ format: 'png', width: 338, height: 338 });
    expect((await cnnc(['data', file, '-o', sheet, '--samples', '4'])).code).toBe(0);
    expect(readFileSync(sheet).equals(first)).toBe(true);
    const own = await picture('rgb(1,2,3)');
    writeFileSync(sheet, own);
    expect((await cnnc(['data', file, '-o', sheet])).err).toContain('CNN681');
    expect(readFileSync(sheet).equals(own)).toBe(true);
    writeFileSync(page, 'mine');
    expect(await cnnc(['data', file, '-o', page])).toMatchObject({ code: 1 });
    expect(readFileSync(page, 'utf8')).toBe('mine');
    expect(await cnnc(['data', file, '-o', join(dirname(file), 'pets/cats/new.png')])).toMatchObject({
      code: 1,
    });
    expect(existsSync(join(dirname(file), 'pets/cats/new.png'))).toBe(false);
  });

  it('refuses a place before it reads anything, and tells what it found where a result cannot be written', async () => {
    const file = await folderOf();
    const taken = join(dirname(file), 'taken.html');
    writeFileSync(taken, 'mine');
    const refused = await cnnc(['data', file, '-o', taken]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    const failed = await cnnc(['data', file, '-o', join(dirname(file), 'nowhere', 'data.html')]);
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('CNN651');
    expect(failed.out).toContain('data Pets: 20 examples');
    expect(failed.out).not.toContain('samples of');
  });

  it.each([
    [['-o', 'data.txt'], 'neither a page nor a picture'],
    [['--of', 'Pest'], 'did you mean `Pets`?'],
    [['--data', 'Pest=x'], 'did you mean `Pets`?'],
    [['--samples', '0'], 'takes a whole number from 1 to 1000'],
  ])('%s is refused', async (options, told) => {
    const { code, err } = await cnnc(['data', await folderOf(), ...options]);
    expect(code).toBe(2);
    expect(err).toContain(told);
  });

  it('says that a file has no data', async () => {
    const { code, err } = await cnnc(['data', fileOf('model M { input x: float32[4]  Dense(2) }')]);
    expect(code).toBe(2);
    expect(err).toContain('has no data block');
  });
});

interface Survey {
  readonly unreadable: readonly { readonly file: string }[];
  readonly same: readonly { readonly kind: string; readonly places: readonly { readonly file: string }[] }[];
  readonly left_out: { readonly count: number };
}

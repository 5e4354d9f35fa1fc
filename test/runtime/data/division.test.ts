import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSpec, SplitSpec } from '../../../compiler/data/data-spec.ts';
import { foldOf } from '../../../runtime/data/division/fold-of.ts';
import { lookAt } from '../../../runtime/data/look/look-at.ts';
import { Effort } from '../../../runtime/data/effort.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import sharp from 'sharp';

/** A data block of a folder with a split as it is written. */
function specOf(directory: string, split: string, more = ''): DataSpec {
  const { value, diagnostics } = compileText(`data D {
    source = folder("${directory}")
    field kind: class[2]
    split { ${split} }
    ${more}
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return spec;
}

async function filesAt(names: readonly string[]): Promise<string> {
  const directory = temporaryDirectory();
  const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const name of names) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), bytes);
  }
  return directory;
}

const numbered = (folder: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${folder}/${index}.png`);

async function partsOf(directory: string, split: string, fold?: string) {
  const { source, split: parts, ...others } = await openData(specOf(directory, split), { base: '/', fold });
  const named = (part: Uint32Array): string[] => [...part].map((index) => source.fileOf(index) ?? '').sort();
  return {
    ...others,
    source,
    train: named(parts.train),
    valid: named(parts.valid),
    test: named(parts.test),
  };
}

const complaint = async (directory: string, split: string, fold?: string): Promise<readonly string[]> =>
  linesOf(await failureOf(() => partsOf(directory, split, fold)));

describe('folders as parts', () => {
  const names = [
    ...numbered('train/a', 4),
    ...numbered('train/b', 4),
    ...numbered('val/a', 2),
    ...numbered('test/b', 1),
  ];

  it('are the parts, with the classes of `train`', async () => {
    const { train, valid, test, source } = await partsOf(await filesAt(names), 'by = folder');
    expect([train.length, valid, test]).toEqual([8, ['val/a/0.png', 'val/a/1.png'], ['test/b/0.png']]);
    expect(source.classNames).toEqual(['a', 'b']);
    const index = [...Array(source.count).keys()].find((each) => source.fileOf(each) === 'test/b/0.png');
    expect(source.labelOf(index ?? 0)).toBe(1);
  });

  it('give way to shares of `train`', async () => {
    const { train, valid, test } = await partsOf(await filesAt(names), 'by = folder  valid = 25%');
    // What lies in `val` is trained on, too.
    expect([train.length, valid.length, test]).toEqual([8, 2, ['test/b/0.png']]);
  });

  it('have to be there: `train`, and `valid` unless it is cut', async () => {
    const directory = await filesAt([...numbered('train/a', 2), ...numbered('train/b', 2)]);
    expect(await complaint(directory, 'by = folder')).toEqual([
      'CNN713: the data has no part `valid`, of which `by = folder` makes one',
      'fix: cut it from `train`: `valid = 10%`; or go without: `valid = 0%`',
    ]);
    expect((await partsOf(directory, 'by = folder  valid = 0%')).train).toHaveLength(4);
    expect((await partsOf(directory, 'by = folder  valid = 50%')).valid).toHaveLength(2);
    expect((await complaint(join(directory, 'train'), 'by = folder'))[0]).toMatch(
      /^CNN719: .* has no folder `train`/,
    );
  });

  it('have no class that `train` lacks', async () => {
    const directory = await filesAt([...names, 'val/c/0.png']);
    expect(await complaint(directory, 'by = folder')).toEqual([
      `CNN718: \`${directory}/val\` has the class folder \`c\`, which \`train\` has not`,
      'note: `train` holds `a`, `b`',
      'fix: name the folders of each part alike, or take this one away',
    ]);
  });

  it('are told of when they are looked at', async () => {
    const spec = specOf(await filesAt([...names, 'val/a/notes.txt']), 'by = folder');
    const looked = await lookAt(spec, { base: '/' }, new Effort());
    expect(looked?.sizes).toEqual({ train: 8, valid: 2, test: 1 });
    expect(looked?.look.leftOut?.lines).toEqual(['`val/a/notes.txt` has not the ending of a picture']);
  });
});

describe('groups of pictures', () => {
  it('are the folders that they lie in', async () => {
    const patients = [...Array(10).keys()].flatMap((patient) => [
      ...numbered(`a/p${patient}`, 3),
      ...numbered(`b/p${patient}`, 2),
    ]);
    const directory = await filesAt(patients);
    const parts = await partsOf(directory, 'train = 60%  valid = 20%  test = 20%  by = group("folder")');
    const groups = [parts.train, parts.valid, parts.test].map(
      (part) => new Set(part.map((name) => dirname(name))),
    );
    expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(20);
    expect(parts.train.length + parts.valid.length + parts.test.length).toBe(50);
    expect((await complaint(directory, 'train = 80%  valid = 20%  by = group("patient")'))[0]).toBe(
      'CNN714: the data has no column `patient`',
    );
  });
});

describe('lists of pictures', () => {
  const names = [...numbered('a', 4), ...numbered('b', 3)];

  it('take paths, names without an ending, and any line end; the rest is trained on', async () => {
    const directory = await filesAt([...names, 'a/only.png']);
    writeFileSync(join(directory, 'test.txt'), '\ufeffa/0.png\r\n./b/1.png\n\nonly\n');
    writeFileSync(join(directory, 'valid.txt'), 'a/1\n');
    const { train, valid, test } = await partsOf(directory, 'by = list("test.txt", valid="valid.txt")');
    expect(test).toEqual(['a/0.png', 'a/only.png', 'b/1.png']);
    expect(valid).toEqual(['a/1.png']);
    expect(train).toEqual(['a/2.png', 'a/3.png', 'b/0.png', 'b/2.png']);
  });

  it('leave out what none of them names where one is of `train`', async () => {
    const directory = await filesAt(names);
    writeFileSync(join(directory, 'train.txt'), 'a/0.png\nb/0.png\n');
    const parts = await partsOf(directory, 'by = list(train="train.txt")');
    expect([parts.train, parts.valid, parts.test]).toEqual([['a/0.png', 'b/0.png'], [], []]);
  });

  it('are told with the line of a mistake', async () => {
    const directory = await filesAt(names);
    writeFileSync(join(directory, 'test.txt'), 'a/0.png\nc/0.png\n');
    writeFileSync(join(directory, 'valid.txt'), '0\n');
    writeFileSync(join(directory, 'twice.txt'), '\na/0.png\n');
    writeFileSync(join(directory, 'one.txt'), 'a/0.png\n');
    expect((await complaint(directory, 'by = list("test.txt")'))[0]).toBe(
      'CNN603: `test.txt:2` cannot be read: there is no picture `c/0.png`',
    );
    expect((await complaint(directory, 'by = list("valid.txt")'))[0]).toContain(
      'several pictures are called `0`',
    );
    expect((await complaint(directory, 'by = list("one.txt", valid="twice.txt")'))[0]).toBe(
      'CNN603: `one.txt:1` cannot be read: `a/0.png` is in the part `valid` already (twice.txt:2)',
    );
    expect((await complaint(directory, 'by = list("../x.txt")'))[0]).toMatch(/^CNN6(02|09): /);
  });

  it('are part of what the data is told by', async () => {
    const directory = await filesAt(names);
    const print = async (text: string): Promise<string> => {
      writeFileSync(join(directory, 'test.txt'), text);
      return (await partsOf(directory, 'by = list("test.txt")')).source.fingerprint;
    };
    expect(await print('a/0.png')).not.toBe(await print('a/1.png'));
  });
});

describe('folds', () => {
  const split = (folds?: number): SplitSpec => ({ train: 1, valid: 0, test: 0, ...(folds && { folds }) });

  it('are asked for on the command line, or are the first', () => {
    expect(foldOf(split(), undefined)).toBeUndefined();
    expect(foldOf(split(5), undefined)).toEqual({ number: 1, of: 5 });
    expect(foldOf(split(5), '2')).toEqual({ number: 2, of: 5 });
    expect(foldOf(split(), '3/4')).toEqual({ number: 3, of: 4 });
  });

  it.each([
    ['2', /does not say of how many/],
    ['0/5', /there is no fold 0 of 5/],
    ['6/5', /there is no fold 6 of 5/],
    ['1/1', /there is no fold 1 of 1/],
    ['x', /takes which fold of how many/],
  ])('`--fold %s` is refused', (written, message) => {
    expect(() => foldOf(split(), written)).toThrow(message);
  });

  it('differ in what they validate on, which the data is told by; too many are refused', async () => {
    const directory = await filesAt([...numbered('a', 5), ...numbered('b', 5)]);
    const [first, second] = [
      await partsOf(directory, 'folds = 2'),
      await partsOf(directory, 'folds = 2', '2'),
    ];
    expect(first.train).toEqual(second.valid);
    expect(first.fold).toEqual({ number: 1, of: 2 });
    expect(first.source.fingerprint).not.toBe(second.source.fingerprint);
    expect((await complaint(directory, 'train = 100%', '1/21'))[0]).toMatch(/^CNN717: fold 1 of 21/);
  });
});

it('every part that a column can name has a name', async () => {
  const { partNamed } = await import('../../../runtime/data/division/part-names.ts');
  expect(['Train', 'val', 'validation', 'test', 'CNN715'].map(partNamed)).toEqual([
    'train',
    'valid',
    'valid',
    'test',
    undefined,
  ]);
});

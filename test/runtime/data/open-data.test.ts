import { join } from 'node:path';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DataSpec, FieldSpec } from '../../../compiler/data/data-spec.ts';
import { openData, type OpenData } from '../../../runtime/data/open-data.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { exampleOf } from '../../support/examples.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { idxSet, writeIdx } from '../../support/idx.ts';
import { dataSpec } from '../../support/specs.ts';
import { testSpan } from '../../support/span.ts';

const idx = (directory: string, changes: Partial<DataSpec> = {}): DataSpec =>
  dataSpec({ source: { kind: 'idx', directory, span: testSpan }, ...changes });

const complaint = async (spec: DataSpec, base = '/'): Promise<string[]> =>
  linesOf(await failureOf(() => openData(spec, { base })));

function written(count: number): string {
  const directory = temporaryDirectory();
  writeIdx(directory, 'train', idxSet(count));
  return directory;
}

const field = (name: string, type: FieldSpec['type']): FieldSpec => ({ name, type, span: testSpan });
const label = field('label', { kind: 'class', classes: 3 });

describe('openData', () => {
  it('takes a directory relative to the file, or the one that is given instead', async () => {
    const directory = written(20);
    const open = (name: string, base: string, given?: string): Promise<OpenData> =>
      openData(idx(name), { base, directory: given });
    expect((await open(directory.split('/').at(-1) ?? '', join(directory, '..'))).source.count).toBe(20);
    expect((await open('nowhere', '/', directory)).source.count).toBe(20);
    expect(await complaint(idx('nowhere'), '/tmp')).toEqual([
      'CNN601: there is no directory `/tmp/nowhere`',
      'fix: correct the path (it is relative to the .cnn file), or give `--data Shapes=PATH`',
    ]);
  });

  it('keeps a test set that the source has of its own', async () => {
    const directory = written(20);
    writeIdx(directory, 't10k', idxSet(4));
    const plain = await openData(idx(directory, { split: { train: 0.9, valid: 0.1, test: 0 } }), {
      base: '/',
    });
    expect([...plain.split.test]).toEqual([20, 21, 22, 23]);
    expect(plain.split.train).toHaveLength(18);
    expect(plain.warnings).toEqual([]);
    const asked = await openData(idx(directory, { split: { train: 0.6, valid: 0.2, test: 0.2 } }), {
      base: '/',
    });
    expect([...asked.split.test]).toEqual([20, 21, 22, 23]);
    expect(asked.split.train).toHaveLength(15);
    expect(linesOf(asked.warnings)[0]).toMatch(/^CNN615: the source has a test set of its own/);
  });

  it('refuses a part that no example is left for', async () => {
    expect(await complaint(idx(written(4), { split: { train: 0.9, valid: 0.1, test: 0 } }))).toEqual([
      'CNN612: the split leaves no example to `valid`',
      'note: 10% of 4 examples is less than one',
      'fix: give `valid` a larger part, or bring more data',
    ]);
  });

  it('compares declared fields with what the source brings', async () => {
    const directory = written(20);
    const image = field('image', { kind: 'tensor', dtype: 'uint8', shape: [28, null, 1] });
    expect(await complaint(idx(directory, { fields: [label, image] }))).toEqual([
      'CNN606: `image` is declared as uint8[28, ?w, 1], but the data has uint8[2, 3, 1]',
      'fix: declare it as uint8[2, 3, 1], or leave sizes open with `?h` and `?w`',
    ]);
    const box = field('box', { kind: 'box', format: 'center' });
    expect(await complaint(idx(directory, { fields: [label, box] }))).toEqual([
      'CNN606: `idx` does not bring the field `box`',
      'note: it brings: `image`, a class',
      'fix: remove the field, or take another source',
    ]);
  });
});

describe('what is left out', () => {
  const directory = (): string => {
    const path = temporaryDirectory();
    for (const name of ['a', 'b', 'c']) {
      mkdirSync(join(path, name));
      for (const file of ['1.png', '2.png']) writeFileSync(join(path, name, file), '');
    }
    writeFileSync(join(path, 'a', '3.heic'), '');
    return path;
  };
  const spec = (strict: boolean): DataSpec =>
    dataSpec({ source: { kind: 'folder', directory: directory(), span: testSpan }, fields: [label], strict });

  it('is told before the run, and stops one whose data is strict', async () => {
    const { warnings, source } = await openData(spec(false), { base: '/' });
    expect(source.count).toBe(6);
    expect(warnings.map(({ severity }) => severity)).toEqual(['warning']);
    expect(linesOf(warnings).slice(0, 2)).toEqual([
      'CNN700: 1 file of the data is left out',
      'note: `a/3.heic` has not the ending of a picture',
    ]);
    expect(await complaint(spec(true))).toEqual([
      'CNN700: 1 file of the data is left out',
      'note: `a/3.heic` has not the ending of a picture',
      'note: `strict = true` stops the run at what is left out',
      'fix: remove what is no picture, or leave out `strict` to train on the others',
    ]);
  });
});

const shared = '../shared/data';

describe.skipIf(!existsSync(shared))('data as it is found outside', () => {
  it.each([
    ['mnist10k', 10, 'idx'],
    ['fashion900', 10, 'idx'],
    ['flowers500', 5, 'folder'],
  ] as const)('opens %s', async (name, classes, kind) => {
    const spec = dataSpec({
      source: { kind, directory: name, span: testSpan },
      fields: [field('label', { kind: 'class', classes })],
    });
    const { source, split } = await openData(spec, { base: shared });
    expect(source.count).toBeGreaterThan(400);
    expect(split.train.length).toBeGreaterThan(300);
    expect(await exampleOf(source, 0)).toHaveProperty('image.data');
  });
});

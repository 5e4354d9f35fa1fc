import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import { Loader, wantedFields } from '../../../runtime/data/batches.ts';
import { readCsv } from '../../../runtime/data/tables/read-csv.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { testSpan } from '../../support/span.ts';
import { dataSpec } from '../../support/specs.ts';

/** Two classes with a picture each, of 40 × 20 pixels: black, with a white rectangle from (8, 4) to (24, 12). */
async function directoryOf(boxes: string): Promise<string> {
  const directory = temporaryDirectory();
  for (const name of ['a', 'b']) {
    mkdirSync(join(directory, name));
    const white = { create: { width: 16, height: 8, channels: 3, background: 'white' } } as const;
    const rectangle = await sharp(white).png().toBuffer();
    await sharp({ create: { width: 40, height: 20, channels: 3, background: 'black' } })
      .composite([{ input: rectangle, left: 8, top: 4 }])
      .png()
      .toFile(join(directory, name, '1.png'));
  }
  writeFileSync(join(directory, 'boxes.csv'), boxes);
  return directory;
}

const specOf = (directory: string, prepare: readonly PrepareStep[] = [], boxes = 'boxes.csv'): DataSpec =>
  dataSpec({
    source: { kind: 'folder', directory, boxes, span: testSpan },
    fields: [
      { name: 'kind', type: { kind: 'class', classes: 2 }, span: testSpan },
      { name: 'box', type: { kind: 'box', format: 'corners' }, span: testSpan },
      { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 3] }, span: testSpan },
    ],
    split: { train: 1, valid: 0, test: 0 },
    prepare,
  });

/** The box of the first class's picture, and what was skipped. */
async function read(spec: DataSpec): Promise<{ box: number[]; skipped: string[] }> {
  const data = await openData(spec, { base: '/' });
  const loader = new Loader(data, wantedFields(spec.fields, new Map(), new Set(['box', 'kind'])));
  const box: number[] = [];
  for await (const { fields } of loader.batches(Uint32Array.of(0, 1), 2)) {
    box.push(...(fields.get('box')?.values.subarray(0, 4) ?? []));
  }
  return { box: box.map((value) => Number(value.toFixed(5))), skipped: [...loader.skipped].flat() };
}

const resizing = (height: number, width: number): PrepareStep => ({
  kind: 'Resizing',
  height,
  width,
  interpolation: 'bilinear',
  cropToAspectRatio: true,
});

describe('boxes of a folder', () => {
  it('are read in pixels or in fractions, whatever else the file has', async () => {
    const pixels =
      'file,label,xmin,ymin,xmax,ymax\r\na/1.png,x,8,4,24,12\r\n"b/1.png","x, ""y""",8,4,24,12\r\n';
    const fractions = '\uFEFFcx,cy,w,h,file\n0.4,0.4,0.4,0.4,a/1.png\n\n0.4,0.4,0.4,0.4,b\\1.png';
    for (const text of [pixels, fractions]) {
      expect(await read(specOf(await directoryOf(text)))).toEqual({ box: [0.2, 0.2, 0.6, 0.6], skipped: [] });
    }
  });

  it('move with the picture that is cropped, and are cut off with it', async () => {
    const directory = await directoryOf('file,xmin,ymin,xmax,ymax\na/1.png,8,4,24,12\nb/1.png,8,4,24,12');
    // The middle 20 × 20 of 40 × 20: from 10 to 30.
    expect(await read(specOf(directory, [resizing(10, 10)]))).toEqual({
      box: [0, 0.2, 0.7, 0.6],
      skipped: [],
    });
  });

  it('that are missing, reach outside or are cropped away cost their picture, which is named', async () => {
    const missing = await directoryOf('file,xmin,ymin,xmax,ymax\nb/1.png,8,4,24,12');
    expect((await read(specOf(missing))).skipped).toEqual([join('a', '1.png'), 'it has no box']);
    const outside = await directoryOf('file,xmin,ymin,xmax,ymax\na/1.png,8,4,24,21\nb/1.png,8,4,24,12');
    expect((await read(specOf(outside))).skipped).toEqual([
      join('a', '1.png'),
      'its box (line 2) reaches outside of its 40 × 20 pixels',
    ]);
    for (const [columns, box] of [
      ['xmin,ymin,xmax,ymax', '-1,4,24,12'],
      ['xmin,ymin,xmax,ymax', '8,-2,24,12'],
      ['xmin,ymin,xmax,ymax', '8,4,41,12'],
      ['cx,cy,w,h', '0.1,0.5,0.4,0.2'],
      ['cx,cy,w,h', '0.9,0.5,0.4,0.2'],
    ]) {
      const inside = columns === 'cx,cy,w,h' ? '0.4,0.4,0.4,0.4' : '8,4,24,12';
      const either = await directoryOf(`file,${columns}\na/1.png,${box}\nb/1.png,${inside}`);
      expect((await read(specOf(either))).skipped).toEqual([
        join('a', '1.png'),
        'its box (line 2) reaches outside of its 40 × 20 pixels',
      ]);
    }
    const cropped = await directoryOf('file,xmin,ymin,xmax,ymax\na/1.png,0,0,9,9\nb/1.png,8,4,24,12');
    expect((await read(specOf(cropped, [resizing(10, 10)]))).skipped).toEqual([
      join('a', '1.png'),
      '`Resizing` crops its box away',
    ]);
  });

  it.each([
    ['', 'boxes.csv:1', 'it is empty'],
    ['file,x,y,w,h\n', 'boxes.csv:1', 'its columns are `file`, `x`, `y`, `w`, `h`'],
    ['file,cx,cy,w,h\na/1.png,0.5,0.5,0.2,\n', 'boxes.csv:2', '`h` is missing'],
    [
      'file,cx,cy,w,h\na/1.png,0.5,0.5,0.2\n',
      'boxes.csv:2',
      'it has 4 cells, and the first line names 5 columns',
    ],
    [
      'file,cx,cy,w,h\na/1.png,1,1,1,1,9\n',
      'boxes.csv:2',
      'it has 6 cells, and the first line names 5 columns',
    ],
    ['file,xmin,ymin,xmax,ymax,XMin\n', 'boxes.csv:1', 'the column `xmin` is there twice'],
    ['file,cx,cy,w,h\n"a/1.png","x\ny\n', 'boxes.csv:2', 'a quote is not closed'],
    ['file,xmin,ymin,xmax,ymax\na/1.png,0x2,0,4,4\n', 'boxes.csv:2', '`xmin` is no number: `0x2`'],
    ['file,cx,cy,w,h\n\na/1.png,0.5,wide,0.2,0.2\n', 'boxes.csv:3', '`cy` is no number: `wide`'],
    ['file,cx,cy,w,h\na/1.png,0.5,0.5,0.2,1e999\n', 'boxes.csv:2', '`h` is no number: `1e999`'],
    ['file,cx,cy,w,h\na/1.png,0.5,0.5,0,0.2\n', 'boxes.csv:2', 'the box has no area'],
    [
      'file,xmin,ymin,xmax,ymax\na/1.png,1,1,4,4\na/1.png,1,1,4,4\n',
      'boxes.csv:3',
      '`a/1.png` has a box in line 2 already',
    ],
    ['file,xmin,ymin,xmax,ymax\na/2.png,1,1,4,4\n', 'boxes.csv:2', 'there is no image `a/2.png`'],
    ['file,xmin,ymin,xmax,ymax\n,1,1,4,4\n', 'boxes.csv:2', 'it names no file'],
  ])('of %j are refused', async (text, where, problem) => {
    const directory = await directoryOf(text);
    const [line] = linesOf(await failureOf(() => openData(specOf(directory), { base: '/' })));
    expect(line).toBe(`CNN603: \`${where}\` cannot be read: ${problem}`);
  });

  it.each([
    ['file;cx;cy;w;h\n', 'save it with commas between cells (here are `;`), and with decimal points'],
    ['file,cx,cy,w,h\na/1.png,0,5,0,5,0,2,0,2\n', 'write decimals with a point: a comma begins another cell'],
    ['file,cx,cy,w,h\na/1.png,"0,5",0.5,0.2,0.2\n', 'write it with a point: `0.5`'],
    ['file,xmin,ymin,xmax,ymax\n1.PNG,1,1,4,4\n', 'correct the line, or remove it'],
    ['file,xmin,ymin,xmax,ymax\nA/1.PNG,1,1,4,4\n', 'write `a/1.png`'],
    ['file,xmin,ymin,xmax,ymax\npictures/b/1.png,1,1,4,4\n', 'write `b/1.png`'],
  ])('of %j are refused, with what to write', async (text, remedy) => {
    const directory = await directoryOf(text);
    const lines = linesOf(await failureOf(() => openData(specOf(directory), { base: '/' })));
    expect(lines.at(-1)).toBe(`fix: ${remedy}`);
  });

  it.each([
    [
      'file,xmin,ymin,xmax,ymax\na/1.png,8,4,24,12\nb/1.png,0.1,0.2,0.6,0.9\n',
      3,
      'the numbers are fractions',
    ],
    ['file,xmin,ymin,xmax,ymax\na/1.png,0,0,1,1\nb/1.png,0,0,1,1\n', 2, 'the numbers are fractions'],
    ['file,cx,cy,w,h\na/1.png,16,8,16,8\n', 2, 'the numbers are pixels'],
  ])('of %j are in another unit than their columns', async (text, line, problem) => {
    const directory = await directoryOf(text);
    const [told = ''] = linesOf(await failureOf(() => openData(specOf(directory), { base: '/' })));
    expect(told).toContain(`\`boxes.csv:${line}\` cannot be read: ${problem}`);
  });

  it('find their pictures however paths are written', async () => {
    const directory = await directoryOf(
      'file ,xmin,ymin,xmax,ymax,note\n./a/e\u0301.png ,8,4,24,12,"two\nlines"\n"b//./1.png",8,4,24,12,\n',
    );
    renameSync(join(directory, 'a', '1.png'), join(directory, 'a', '\u00e9.png'));
    expect(await read(specOf(directory))).toEqual({ box: [0.2, 0.2, 0.6, 0.6], skipped: [] });
  });

  it('lie in the directory', async () => {
    const directory = await directoryOf('');
    const complaint = async (boxes: string): Promise<string> =>
      linesOf(await failureOf(() => openData(specOf(directory, [], boxes), { base: '/' })))[0] ?? '';
    expect(await complaint('../../etc/passwd')).toMatch(/^CNN60[29]/);
    expect(await complaint('none.csv')).toMatch(/^CNN602: `none.csv` is missing/);
    const outside = join(temporaryDirectory(), 'other.csv');
    writeFileSync(outside, 'file,cx,cy,w,h\n');
    symlinkSync(outside, join(directory, 'link.csv'));
    expect(await complaint('link.csv')).toMatch(/^CNN609/);
  });

  it('change what a run was made from', async () => {
    const header = 'file,cx,cy,w,h\n';
    const directory = await directoryOf(`${header}a/1.png,0.5,0.5,0.2,0.2\n`);
    const before = (await openData(specOf(directory), { base: '/' })).source.fingerprint;
    writeFileSync(join(directory, 'boxes.csv'), `${header}a/1.png,0.5,0.5,0.2,0.3\n`);
    expect((await openData(specOf(directory), { base: '/' })).source.fingerprint).not.toBe(before);
  });
});

describe('readCsv', () => {
  const read = (text: string) => {
    const records: (readonly [number, ...string[]])[] = [];
    const problem = readCsv(Buffer.from(text), (cells, line) => records.push([line, ...cells]));
    return problem ?? records;
  };

  it.each([
    ['a,b,,c', [[1, 'a', 'b', '', 'c']]],
    ['"a,b",c', [[1, 'a,b', 'c']]],
    ['"say ""hi""",', [[1, 'say "hi"', '']]],
    [
      '\uFEFFa , "b" ,c\r\n\r\n"x\r\ny",1\n  \nz\r',
      [
        [1, 'a', 'b', 'c'],
        [3, 'x\r\ny', '1'],
        [6, 'z'],
      ],
    ],
    ['', []],
    ['a\n"open', { line: 2, found: 'a quote is not closed', isOpen: true }],
    [
      'a\n"x"y',
      {
        line: 2,
        found: 'something follows a quote that closes: within quotes, a quote is `""`',
        isOpen: false,
      },
    ],
    [
      'a\n3" x',
      {
        line: 2,
        found: 'a quote stands within a cell: put the cell into quotes, and write `""` for it',
        isOpen: false,
      },
    ],
  ])('of %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('takes no more than a record of a text whose quote is not closed', () => {
    expect(read(`a\n"${'x'.repeat(2 ** 21)}`)).toEqual({
      line: 2,
      found: 'a quote is not closed',
      isOpen: false,
    });
  });
});

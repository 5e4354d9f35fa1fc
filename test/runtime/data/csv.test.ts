import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { Loader, wantedFields } from '../../../runtime/data/batches.ts';
import { Effort } from '../../../runtime/data/effort.ts';
import { lookAt } from '../../../runtime/data/look/look-at.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';

const colours = { blue: 'blue', green: 'lime', red: 'red' } as const;

/** A directory with `labels.csv` and pictures of one colour each. */
async function written(text: string, names: readonly (keyof typeof colours)[] = ['red', 'green', 'blue']) {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'images'));
  for (const name of names)
    await sharp({ create: { width: 2, height: 2, channels: 3, background: colours[name] } })
      .png()
      .toFile(join(directory, 'images', `${name}.png`));
  writeFileSync(join(directory, 'labels.csv'), text);
  return directory;
}

const usual = 'field colour: class[3]';

function specOf(directory: string, fields = usual, split = ''): DataSpec {
  const { value, diagnostics } = compileText(`data D {
    source = csv("${directory}/labels.csv", pictures="images")
    ${fields}
    ${split}
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return spec;
}

const rows = 'file,colour,hue\nred.png,red,0\ngreen.png,green,0.5\nblue.png,blue,1\n';

const complaint = async (directory: string, fields?: string, split?: string) =>
  linesOf(await failureOf(() => openData(specOf(directory, fields, split), { base: '/' })));

/** Everything of all examples, by field, in the order of their numbers. */
async function values(spec: DataSpec) {
  const data = await openData(spec, { base: '/' });
  const names = new Set(spec.fields.map(({ name }) => name));
  const loader = new Loader(data, wantedFields(spec.fields, new Map(), names));
  const order = Uint32Array.from({ length: data.source.count }, (_, index) => index);
  for await (const { fields } of loader.batches(order, 10)) return { data, fields };
  throw new Error('no batch');
}

describe('csv', () => {
  it('brings pictures, classes by name and numbers', async () => {
    const directory = await written(rows);
    const { data, fields } = await values(specOf(directory, `${usual} field hue: float32[1]`));
    expect([0, 1, 2].map((index) => data.source.fileOf(index))).toEqual([
      'images/blue.png',
      'images/green.png',
      'images/red.png',
    ]);
    expect(data.source.classNames).toEqual(['blue', 'green', 'red']);
    expect([...(fields.get('colour')?.values ?? [])]).toEqual([0, 1, 2]);
    expect(fields.get('hue')).toEqual({ shape: [1], values: Float32Array.of(1, 0.5, 0) });
    expect([...(fields.get('image')?.values.subarray(0, 3) ?? [])]).toEqual([0, 0, 255]);
  });

  it('rescales numbers only where `prepare` names them, and moves none with the picture', async () => {
    const directory = await written('file,point\nred.png,1 2;3\n');
    const prepare = 'prepare { Resizing(4, 4)  Rescaling(1/255) }';
    const plain = await values(specOf(directory, `field point: float32[3]`, prepare));
    expect(plain.fields.get('point')?.values).toEqual(Float32Array.of(1, 2, 3));
    expect(plain.fields.get('image')?.shape).toEqual([4, 4, 3]);
    const scaled = await values(
      specOf(directory, 'field point: float32[3]', `${prepare} prepare point { Rescaling(2) }`),
    );
    expect(scaled.fields.get('point')?.values).toEqual(Float32Array.of(2, 4, 6));
  });

  it('takes whole numbers for the numbers of classes', async () => {
    const directory = await written('file,colour\nred.png,2\ngreen.png,0\n');
    const { data, fields } = await values(specOf(directory));
    expect([...(fields.get('colour')?.values ?? [])]).toEqual([0, 2]);
    expect(data.source.classNames).toBeUndefined();
  });

  it('has the same examples in the same parts in whatever order lines come', async () => {
    const [head = '', ...lines] = rows.trimEnd().split('\n');
    const split = 'split { train = 67%  valid = 33% }';
    const partsOf = async (text: string) => {
      const data = await openData(specOf(await written(text), usual, split), { base: '/' });
      return [...data.split.valid].map((index) => data.source.fileOf(index));
    };
    expect(await partsOf([head, ...lines.reverse()].join('\n'))).toEqual(await partsOf(rows));
  });

  it('divides by a column, and by groups of one', async () => {
    const directory = await written(
      'file,colour,part,camera\nred.png,red,train,a\ngreen.png,green,val,a\nblue.png,blue,test,b\n',
    );
    const spec = specOf(directory, usual, 'split { by = column("part") }');
    const { split } = await openData(spec, { base: '/' });
    expect([split.train, split.valid, split.test].map((part) => [...part])).toEqual([[2], [1], [0]]);
    expect((await lookAt(spec, { base: '/' }, new Effort()))?.look.at).toBe('3 lines');
    const byCamera = 'split { train = 67%  valid = 33%  by = group("camera") }';
    const { split: groups } = await openData(specOf(directory, usual, byCamera), { base: '/' });
    expect([[...groups.train].sort(), [...groups.valid].sort()]).toEqual(
      expect.arrayContaining([[1, 2], [0]]),
    );
    expect(await complaint(directory, usual, 'split { by = column("camera") }')).toEqual([
      'CNN715: `b` in the column `camera` is no part',
      'note: parts are `train`, `valid` (or `validation`, `val`, `dev`) and `test`',
      'fix: correct the cell, or divide by something else',
    ]);
  });

  it('leaves pictures out that are not there, and counts them', async () => {
    const directory = await written(rows, ['red', 'green']);
    const { warnings, source } = await openData(specOf(directory), { base: '/' });
    expect(source.count).toBe(2);
    expect(linesOf(warnings)).toContain('note: `images/blue.png` (line 4) is not there');
  });

  it('reads nothing outside of its directory', async () => {
    const directory = await written('file,colour\nred.png,red\n../../x.png,green\nblue.png,blue\n');
    writeFileSync(join(directory, '..', 'x.png'), 'secret');
    expect((await complaint(directory))[0]).toMatch(/^CNN609/);
    const linked = await written(rows.replace('blue.png', 'out.png'));
    symlinkSync('/etc/hostname', join(linked, 'images', 'out.png'));
    expect((await complaint(linked))[0]).toMatch(/^CNN609/);
  });

  it.each([
    ['file,colour\nred.png,red,1\n', 'labels.csv:2', /it has 3 cells, and the first line names 2/],
    ['name,colour\nred.png,red\n', 'labels.csv:1', /it has no column `file`/],
    ['file,color\nred.png,red\n', 'labels.csv:1', /it has no column `colour`/],
    ['file,colour\nred.png,\n', 'labels.csv:2', /`colour` is empty/],
    ['file,colour\n,red\n', 'labels.csv:2', /it names no picture/],
    ['file,colour\nred.png,red\n\nred.png,blue\n', 'labels.csv:4', /is in line 2 already/],
    ['file,colour\nred.png,3\n', 'labels.csv:2', /`colour` is class 3, and there are 3/],
    ['file,colour,file\nred.png,3,x\n', 'labels.csv:1', /the column `file` is there twice/],
    ['file,colour\n', 'labels.csv:1', /it has no lines/],
    ['file,colour\nno.png,0\n', 'labels.csv:2', /there is no picture `images\/no.png`, nor any other/],
  ])('tells %j with its place', async (text, place, message) => {
    const [line = ''] = await complaint(await written(text));
    expect(line).toContain(`CNN603: \`${place}\` cannot be read`);
    expect(line).toMatch(message);
  });

  it.each([
    ['x', /`hue` is no number: `x`/],
    ['', /`hue` is empty/],
    ['1 2', /`hue` has 2 numbers/],
    ['1e99', /`hue` is no number/],
  ])('tells the number %j with its place', async (cell, message) => {
    const directory = await written(`file,hue\nred.png,${cell}\n`);
    expect((await complaint(directory, 'field hue: float32[1]'))[0]).toMatch(message);
  });

  it('counts the names of classes (CNN716)', async () => {
    const directory = await written(rows.replace(',green', ',grean'));
    expect(await complaint(directory, 'field colour: class[2]')).toEqual([
      'CNN716: the column `colour` of `labels.csv` has 3 classes, but the field has 2 classes',
      'note: found: `blue`, `grean`, `red`',
      'fix: declare `class[3]`, or correct the file: each name is a class',
    ]);
  });
});

describe('several classes at once', () => {
  const tags = 'field tags: classes[3]';
  const read = async (text: string, fields = tags) => {
    const { data, fields: found } = await values(specOf(await written(text), fields));
    return { names: data.source.classNames, tags: [...(found.get('tags')?.values ?? [])] };
  };

  it('are read as a 0 or 1 for each, as numbers or as names', async () => {
    const each = await read('file,tags\nblue.png,0 1 1\ngreen.png,0;0;0\nred.png,1 0 0\n');
    expect(each).toEqual({ names: undefined, tags: [0, 1, 1, 0, 0, 0, 1, 0, 0] });
    const numbers = await read('file,tags\nblue.png,2;0\ngreen.png,\nred.png,1\n');
    expect(numbers).toEqual({ names: undefined, tags: [1, 0, 1, 0, 0, 0, 0, 1, 0] });
    const words = await read('file,tags\nblue.png,sky sea\ngreen.png,\nred.png,fire\n');
    expect(words).toEqual({ names: ['fire', 'sea', 'sky'], tags: [0, 1, 1, 0, 0, 0, 1, 0, 0] });
    const phrases = await read('file,tags\nblue.png,blue sky;sea\ngreen.png,\nred.png,fire\n');
    expect(phrases.names).toEqual(['blue sky', 'fire', 'sea']);
  });

  it('are told where there are others, or one stands twice, with the line', async () => {
    const told = async (text: string, fields = tags) => complaint(await written(text), fields);
    const each = 'file,tags\nblue.png,0 1 1\ngreen.png,0 0 1\nred.png,0 1 1 0\n';
    expect(await told(each)).toContainEqual(expect.stringMatching(/labels\.csv:4.*no 0 or 1 for each class/));
    expect(await told('file,tags\nred.png,0;2;2\n')).toContainEqual(
      expect.stringMatching(/labels\.csv:2.*class `2` twice/),
    );
    expect(await told('file,tags\nblue.png,1;3\n')).toContainEqual(
      expect.stringMatching(/labels\.csv:2.*class 3, and there are 3/),
    );
    expect(await told('file,tags\nblue.png,sky sea\n')).toContainEqual(
      expect.stringMatching(/2 classes, but the field has 3/),
    );
    expect(await told('file,tags\nblue.png,a b c b\n')).toContainEqual(expect.stringMatching(/`b` twice/));
  });
});

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openData } from '../../../runtime/data/open-data.ts';
import { surveyData } from '../../../runtime/survey/survey-data.ts';
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf } from '../../support/failure.ts';

/** A directory of texts, and of pictures of 40 × 20 pixels where there is no text. */
async function written(files: Readonly<Record<string, string | undefined>>): Promise<string> {
  const directory = temporaryDirectory();
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined)
      await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } }).toFile(path);
    else writeFileSync(path, text);
  }
  return directory;
}

function open(source: string, more = 'field objects: boxes[5, 2]') {
  const [spec] = compileText(`data D { source = ${source}  ${more} }`).value.datas;
  if (spec === undefined) throw new Error('no data');
  return openData(spec, { base: '/' });
}

async function told(...given: Parameters<typeof open>): Promise<string> {
  const [first] = await failureOf(() => open(...given));
  return `${first?.code} ${first?.message}`;
}

const rowsOf = ({ source }: Awaited<ReturnType<typeof open>>): Record<string, unknown> =>
  Object.fromEntries(
    Array.from({ length: source.count }, (_, index) => {
      const { objects = [] } = source.entry(index);
      const rows = objects.map(({ box, label }) => [label, ...box.map((side) => Number(side.toFixed(5)))]);
      return [source.fileOf(index) ?? '', rows] as const;
    }),
  );

describe('voc', () => {
  const object = (name: string, sides: string, more = '') =>
    `<object>\n${name}${more}<part><name>head</name><bndbox><xmin>1</xmin></bndbox></part>\n${sides}\n</object>\n`;
  const box = (...sides: readonly unknown[]) =>
    `<bndbox>${['xmin', 'ymin', 'xmax', 'ymax'].map((key, at) => `<${key}>${String(sides[at])}</${key}>`).join('')}</bndbox>`;
  const annotation = (
    name: string,
    objects: string,
    size = '<size><width>40</width><height>20</height></size>',
  ) => `<annotation>\n<filename>${name}</filename>\n${size}\n${objects}</annotation>`;
  const dog = object('<name>dog</name>', box(1, 1, 20, 10));
  const files = {
    'JPEGImages/a.jpg': undefined,
    'JPEGImages/b.jpg': undefined,
    'Annotations/a.xml': annotation('a.jpg', dog + object('<name>cat</name>', box(11, 6, 40, 20))),
    'Annotations/b.xml': annotation(
      'b.jpg',
      object('<name>dog</name>', box(1, 1, 5, 5), '<difficult>1</difficult>'),
    ),
    'ImageSets/Main/train.txt': 'a  1\r\n',
  };

  it('counts pixels from 1, leaves difficult objects out unless they are asked for, and reads lists', async () => {
    const directory = await written(files);
    const data = await open(`voc("${directory}")`);
    expect(data.source.classNames).toEqual(['cat', 'dog']);
    expect(rowsOf(data)).toEqual({
      'JPEGImages/a.jpg': [
        [1, 0, 0, 0.5, 0.5],
        [0, 0.25, 0.25, 1, 1],
      ],
      'JPEGImages/b.jpg': [],
    });
    const all = rowsOf(await open(`voc("${directory}", difficult=true)`));
    expect(all['JPEGImages/b.jpg']).toEqual([[1, 0, 0, 0.125, 0.25]]);
    expect(Object.keys(rowsOf(await open(`voc("${directory}", list="train")`)))).toEqual([
      'JPEGImages/a.jpg',
    ]);
  });

  it('names what is wrong with objects by file and line', async () => {
    const bad = [
      object('', box(1, 1, 5, 5)),
      object('<name>dog</name>', box(9, 1, 5, 5)),
      object('<name>dog</name>', box(1, 1, 90, 5)),
      object('<name>dog</name>', box(1, 'x', 9, 5)),
    ];
    const directory = await written({ ...files, 'Annotations/b.xml': annotation('b.jpg', bad.join('')) });
    const { faults } = await surveyData(await open(`voc("${directory}")`));
    expect(faults.lines).toEqual([
      expect.stringMatching(/^Annotations\/b.xml:4: it has no `name`/),
      expect.stringMatching(/^Annotations\/b.xml:8: the box has no area/),
      expect.stringMatching(/^Annotations\/b.xml:12: the box reaches outside of its 40 × 20 pixels/),
      expect.stringMatching(/^Annotations\/b.xml:16: its `bndbox` is no four numbers/),
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no XML', { 'Annotations/b.xml': '<annotation>\n<size>\n</annotation>' }, /b.xml:3` cannot be read/],
    ['no size', { 'Annotations/b.xml': annotation('b.jpg', '', '') }, /it says no `size`/],
    [
      'entities',
      { 'Annotations/b.xml': '<!DOCTYPE a [<!ENTITY b "c">]>\n<annotation>&b;</annotation>' },
      /b.xml:2/,
    ],
    ['a listed picture', { 'ImageSets/Main/train.txt': 'a\nz' }, /Annotations\/z.xml` is missing/],
  ])('refuses %s', async (_, changes, message) => {
    const directory = await written({ ...files, ...changes });
    const list = 'ImageSets/Main/train.txt' in changes ? ', list="train"' : '';
    expect(await told(`voc("${directory}"${list})`)).toMatch(message);
  });

  it('refuses a directory without annotations, a list that is not there, and other classes', async () => {
    const directory = await written(files);
    expect(await told(`voc("${temporaryDirectory()}")`)).toContain('`Annotations` is missing');
    expect(await told(`voc("${directory}", list="val")`)).toContain('`ImageSets/Main/val.txt` is missing');
    expect(await told(`voc("${directory}")`, 'field objects: boxes[5, 3]')).toContain(
      'has 2 classes, but the field',
    );
  });
});

describe('yolo', () => {
  const files = {
    'data.yaml': 'train: ../images/train\nval: images/val\nnames:\n  0: cat\n  1: dog\n',
    'images/train/a.png': undefined,
    'images/train/deep/b.png': undefined,
    'images/val/c.png': undefined,
    'labels/train/a.txt': '1 0.5 0.5 0.5 0.25\r\n\r\n0 .25 .5 .5 1\n',
    'labels/val/c.txt': '0 0.1 0.2 0.5 0.2 0.5 0.8\n',
  };

  it('reads boxes and polygons; a picture without a file of labels has no objects', async () => {
    const data = await open(`yolo("${await written(files)}/data.yaml")`);
    expect(data.source.classNames).toEqual(['cat', 'dog']);
    expect(rowsOf(data)).toEqual({
      'images/train/a.png': [
        [1, 0.25, 0.375, 0.75, 0.625],
        [0, 0, 0, 0.5, 1],
      ],
      'images/train/deep/b.png': [],
      'images/val/c.png': [[0, 0.1, 0.2, 0.5, 0.8]],
    });
  });

  it('has the parts of its folders where the split goes by these', async () => {
    const source = `yolo("${await written(files)}")`;
    const { split } = await open(source, 'field objects: boxes[5, 2]  split { by = folder }');
    expect([split.train.length, split.valid.length]).toEqual([2, 1]);
  });

  it('names what is wrong with labels by file and line', async () => {
    const lines =
      '2 .5 .5 .1 .1\n0 .5 .5 0 .1\n1 .5 .5\n\n0 .9 .5 .4 .1\n0.5 .5 .5 .1 .1\n1 a .5 .1 .1\n1 .5 .5 .1 .1\n';
    const directory = await written({ ...files, 'labels/train/deep/b.txt': lines });
    const survey = await surveyData(await open(`yolo("${directory}")`));
    const at = 'labels/train/deep/b.txt';
    expect(survey.faults.lines).toEqual([
      `${at}:1: there is no class 2, but 0 to 1; the object is left out`,
      `${at}:2: the box has no area; the object is left out`,
      expect.stringMatching(/b.txt:3: it is no class and box/),
      `${at}:5: the box reaches outside of its picture; it is cut off there`,
      expect.stringMatching(/b.txt:6: there is no class 0.5/),
      expect.stringMatching(/b.txt:7: it is no class and box/),
    ]);
    expect(survey.parts.get('train')?.byClass).toEqual([3, 2]);
  });

  it.each<[string, string, RegExp]>([
    ['no YAML', 'names: [a\ntrain: b', /data.yaml:\d` cannot be read/],
    ['no keys', '- a', /it has no keys/],
    ['no names', 'train: images/train', /`names` is no list/],
    ['numbers with gaps', 'train: images/train\nnames: {0: a, 2: b}', /data.yaml:2` cannot be read: `names`/],
    ['a folder that is not there', 'train: images/none\nnames: [a, b]', /`images\/none` is missing/],
    ['more classes', 'train: images/train\nnames: [a, b, c]', /CNN832 `data.yaml` has 3 classes/],
  ])('refuses %s', async (_, text, message) => {
    expect(await told(`yolo("${await written({ ...files, 'data.yaml': text })}")`)).toMatch(message);
  });

  it('refuses links out of its directory', async () => {
    const directory = await written({ ...files, 'data.yaml': 'train: images/linked\nnames: [a, b]' });
    symlinkSync(await written({ 'x.png': undefined }), join(directory, 'images/linked'));
    expect(await told(`yolo("${directory}")`)).toContain('images/linked');
    expect(await told(`yolo("${temporaryDirectory()}")`)).toContain('`data.yaml` is missing');
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { Effort } from '../../../runtime/data/effort.ts';
import { lookAt } from '../../../runtime/data/look/look-at.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { surveyData } from '../../../runtime/survey/survey-data.ts';
import golden from '../../golden/coco-annotations.json' with { type: 'json' };
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';

type Annotation = Partial<Omit<(typeof golden.file.annotations)[number], 'bbox'>> & { bbox?: number[] };
type File = { images: object[]; annotations: Annotation[]; categories: object[] };

/** A directory with the golden file, changed, and its pictures. */
async function written(change: (file: File) => unknown = () => undefined): Promise<string> {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'images'));
  for (const { file_name: name, height, width } of golden.file.images)
    await sharp({ create: { width, height, channels: 3, background: 'red' } })
      .png()
      .toFile(join(directory, 'images', name));
  const file = structuredClone<File>(golden.file);
  change(file);
  writeFileSync(join(directory, 'instances.json'), JSON.stringify(file, null, 1));
  return directory;
}

function specOf(directory: string, type = 'boxes[9, 3]', more = '', pictures = 'images'): DataSpec {
  const { value } = compileText(`data D {
    source = coco("${directory}/instances.json", pictures="${pictures}")
    field objects: ${type}  ${more}
  }`);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return spec;
}

/** What is told of a directory that cannot be opened. */
async function told(...given: Parameters<typeof open>): Promise<string> {
  const [first] = await failureOf(() => open(...given));
  return `${first?.code} ${first?.message}`;
}

const open = (directory: string, type?: string, more?: string) =>
  openData(specOf(directory, type, more), { base: '/' });

describe('coco', () => {
  it('has the boxes and classes that pycocotools has, crowds left out', async () => {
    const { source } = await open(await written());
    expect(source.classNames).toEqual(golden.names);
    expect(source.count).toBe(8);
    const expected: Readonly<Record<string, readonly (readonly number[])[]>> = golden.expected;
    for (let index = 0; index < source.count; index++) {
      const name = (source.fileOf(index) ?? '').replace('images/', '');
      const rows = (source.entry(index).objects ?? []).map(({ box, label }) => [...box, label]);
      expect(rows.length).toBe(expected[name]?.length);
      rows.flat().forEach((value, at) => expect(value).toBeCloseTo(expected[name]?.flat()[at] ?? NaN, 6));
    }
    expect(source.entry(0).objects).toEqual([]);
  });

  it('names what is wrong with objects by line, and keeps the others', async () => {
    const directory = await written(({ annotations }) => {
      annotations.forEach((each) => (each.iscrowd = 0));
      annotations[1]!.bbox = [3, 3, 0, 5];
      annotations[2]!.bbox = [500, 3, 5, 5];
      annotations[3]!.bbox = [-20, 3, 25, 5];
      delete annotations[4]!.bbox;
    });
    const data = await open(directory);
    const survey = await surveyData(data);
    expect(survey.faults.count).toBe(4);
    expect(survey.faults.lines.map((line) => line.replace(/images\/\d+\.png: |\d+ × \d+/g, ''))).toEqual([
      expect.stringMatching(/^instances.json:\d+: annotations\[1\]: the box has no area/),
      expect.stringMatching(/^instances.json:\d+: annotations\[2\]: the box lies outside of its {2}pixels/),
      expect.stringMatching(/^instances.json:\d+: annotations\[3\]: the box reaches outside/),
      expect.stringMatching(/^instances.json:\d+: annotations\[4\]: it has no `bbox`/),
    ]);
    const counted = survey.parts.get('train')?.byClass.reduce((sum, each) => sum + each, 0);
    expect(counted).toBe(golden.file.annotations.length - 3);
    expect(data.warnings.map(({ code }) => code)).toEqual(['CNN831']);
    expect(await told(directory, undefined, 'strict = true')).toContain('CNN831');
  });

  it.each<[string, (file: File) => unknown, RegExp]>([
    [
      'an unknown image',
      ({ annotations }) => (annotations[3]!.image_id = 9),
      /instances.json:\d+.*there is no image 9/,
    ],
    [
      'an unknown category',
      ({ annotations }) => (annotations[3]!.category_id = 9),
      /:\d+.*there is no category 9/,
    ],
    [
      'a box of three',
      ({ annotations }) => (annotations[3]!.bbox = [1, 2, 3]),
      /`annotations\[3\].bbox`: must NOT/,
    ],
    ['an id twice', ({ images }) => images.push(images[0]!), /`images\[8\]`: the id 100 is there already/],
    [
      'a category twice',
      ({ categories }) => categories.push({ id: 7, name: 'x' }),
      /`categories\[3\]`: the id 7/,
    ],
    ['no images', (file) => delete (file as Partial<File>).images, /must have required property 'images'/],
    [
      'more classes',
      ({ categories }) => categories.push({ id: 1, name: 'x' }),
      /CNN832.*has 4 classes.*has 3 classes/,
    ],
  ])('refuses %s', async (_, change, message) => {
    expect(await told(await written(change))).toMatch(message);
  });

  it('refuses what is no JSON, with its line, and pictures of which none is there', async () => {
    const directory = await written();
    writeFileSync(join(directory, 'instances.json'), '{\n"images": [\n{]\n}');
    expect(await told(directory)).toMatch(/`instances.json:3` cannot be read: it is no JSON/);
    const annotation = (box: string) => `{"id": 1, "image_id": 1, "category_id": 1, "bbox": ${box}},`;
    const lines = ['{"annotations": [', annotation('[1, 2, 3, 4]'), annotation('[NaN, 2, 3, 4]'), ']}'];
    writeFileSync(join(directory, 'instances.json'), lines.join('\n'));
    expect(await told(directory)).toMatch(
      /`instances.json:3` cannot be read: it is no JSON: it has no `NaN`/,
    );
    writeFileSync(join(directory, 'instances.json'), lines.join('\n').replace('NaN', '-Infinity'));
    expect(await told(directory)).toMatch(
      /`instances.json:3` cannot be read: it is no JSON: it has no `Infinity`/,
    );
    const bare = await written(({ images, annotations }) => {
      images.splice(0, 8, { id: 1, file_name: 'no.png', height: 3, width: 3 });
      annotations.length = 0;
    });
    expect(await told(bare)).toContain('CNN834');
  });

  it('is looked at as it is opened: by pictures that are not there, sizes, and what is missing', async () => {
    const look = (directory: string, folder: string) =>
      lookAt(specOf(directory, 'boxes[9, 3]', '', folder), { base: '/' }, new Effort());
    const directory = await written(({ images }) =>
      images.push({ id: 5, file_name: 'gone.png', height: 3, width: 3 }),
    );
    const lines = linesOf(await failureOf(() => look(directory, 'images/images')));
    expect(lines[0]).toMatch(/^CNN834/);
    expect(lines[1]).toMatch(/^note: the first would be `images\/images\/\d\d.png` in `/);
    const { look: seen, warnings } = (await look(directory, 'images')) ?? {};
    expect(seen?.at).toBe('all objects and 9 of 9 pictures');
    expect(seen?.pictures).toHaveLength(8);
    expect(seen?.pictures[0]).toEqual({ file: 'images/00.png', size: [30, 40], isBroken: false });
    expect(warnings?.map(({ code }) => code)).toEqual(['CNN700']);
  });

  it('says how many pictures have more objects than there is room for', async () => {
    const { warnings } = await open(await written(), 'boxes[2, 3]');
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^CNN833 \d pictures? ha(?:ve|s) more than 2 objects/),
    ]);
  });

  it('leaves out a picture that is not there, and one of another size than its boxes are of', async () => {
    const directory = await written(({ images }) => {
      images[0] = { ...images[0], width: 99 };
      images.push({ id: 5, file_name: 'gone.png', height: 3, width: 3 });
    });
    const survey = await surveyData(await open(directory));
    expect(survey.leftOut.lines).toEqual(['`images/gone.png` is not there']);
    expect(survey.unreadable).toEqual([
      ['images/00.png', 'it is 40 × 30 pixels, and its annotations are of 99 × 30'],
    ]);
  });
});

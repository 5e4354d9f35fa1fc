import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { Loader, wantedFields } from '../../../runtime/data/batches.ts';
import { checkSource } from '../../../runtime/data/check-source.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { pointsOf } from '../../../runtime/data/prepare/point-rows.ts';
import { preparation } from '../../../runtime/data/prepare/prepare.ts';
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';

/** A directory with pictures of 10 × 20 pixels and a file beside them. */
async function written(file: string, text: string, pictures: readonly string[]): Promise<string> {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'images'));
  for (const name of pictures)
    await sharp({ create: { width: 20, height: 10, channels: 3, background: 'red' } })
      .png()
      .toFile(join(directory, 'images', name));
  writeFileSync(join(directory, file), text);
  return directory;
}

function specOf(source: string, fields: string, more = ''): DataSpec {
  const { value, diagnostics } = compileText(`data D { source = ${source}  ${fields}  ${more} }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return spec;
}

/** The points of every example, in the order of their files. */
async function pointsIn(spec: DataSpec) {
  const data = await openData(spec, { base: '/' });
  const names = new Set(spec.fields.map(({ name }) => name));
  const loader = new Loader(data, wantedFields(spec.fields, new Map(), names));
  const order = Uint32Array.from({ length: data.source.count }, (_, index) => index);
  const found: (readonly (readonly number[] | undefined)[])[] = [];
  for await (const { fields } of loader.batches(order, 1))
    found.push(
      pointsOf(fields.get('points')?.values ?? []).map((point) => point?.map((at) => Number(at.toFixed(4)))),
    );
  await loader.close();
  return found;
}

const complaint = async (spec: DataSpec) => linesOf(await failureOf(() => openData(spec, { base: '/' })));

const header = 'file,nose_x,nose_y,ear_x,ear_y,name';
const csvOf = async (text: string, type = 'keypoints[2]', more = '') => {
  const directory = await written('points.csv', text, ['a.png', 'b.png']);
  return specOf(`csv("${directory}/points.csv", pictures="images")`, `field points: ${type}`, more);
};

describe('points of csv', () => {
  it('are pairs of columns in pixels, whose middles they are counted from; empty cells are unseen', async () => {
    const spec = await csvOf(`${header}\na.png,0,0,19,9,x\nb.png,9.5,4.5,,,y\n`);
    expect(await pointsIn(spec)).toEqual([
      [
        [0.025, 0.05],
        [0.975, 0.95],
      ],
      [[0.5, 0.5], undefined],
    ]);
  });

  it('are as many as the field has', async () => {
    expect(await complaint(await csvOf(`${header}\na.png,1,1,1,1,x\n`, 'keypoints[3]')))
      .toMatchInlineSnapshot(`
      [
        "CNN836: \`points.csv\` has 2 pairs of columns for points, but the field \`points\` has 3",
        "note: a point stands in two columns, \`NAME_x\` and \`NAME_y\`, in pixels",
        "note: its points: \`nose\`, \`ear\`",
        "fix: write \`field points: keypoints[2]\`, or correct the columns",
      ]
    `);
  });

  it('are told by line where a cell is no number or lacks its other half', async () => {
    expect(await complaint(await csvOf(`${header}\na.png,1,1,1,left,x\n`))).toMatchInlineSnapshot(`
      [
        "CNN603: \`points.csv:2\` cannot be read: \`ear_y\` is no number: \`left\`",
        "note: expected: x and y in pixels, or both cells empty where it cannot be seen",
        "fix: correct the line, or remove it",
      ]
    `);
    expect(await complaint(await csvOf(`${header}\na.png,1,,1,1,x\n`))).toMatchInlineSnapshot(`
      [
        "CNN603: \`points.csv:2\` cannot be read: \`nose_y\` alone is empty",
        "note: expected: x and y in pixels, or both cells empty where it cannot be seen",
        "fix: correct the line, or remove it",
      ]
    `);
  });

  it('are told with their picture where they lie outside of it', async () => {
    const spec = await csvOf(
      `${header}\na.png,1,1,1,1,x\nb.png,1,1,25,1,y\n`,
      'keypoints[2]',
      'strict = true',
    );
    expect(linesOf(await failureOf(() => pointsIn(spec)))).toMatchInlineSnapshot(`
      [
        "CNN611: \`images/b.png\` cannot be read: its point 2, at 25, 1, is outside of its 20 × 10 pixels",
        "note: \`strict = true\` stops the run at the first image that cannot be read",
        "fix: replace or remove the file, or leave out \`strict\` to skip and count such files",
      ]
    `);
  });
});

const image = (id: number) => ({ id, file_name: `${'abc'[id] ?? ''}.png`, height: 10, width: 20 });
const annotation = (image_id: number, bbox: readonly number[], keypoints?: readonly number[]) => ({
  ...{ image_id, category_id: 1, bbox, keypoints },
});
const cocoOf = async (annotations: readonly object[], fields = 'field points: keypoints[2]') => {
  const text = JSON.stringify(
    { images: [0, 1, 2].map(image), annotations, categories: [{ id: 1, name: 'p' }] },
    null,
    1,
  );
  const directory = await written('points.json', text, ['a.png', 'b.png', 'c.png']);
  return specOf(`coco("${directory}/points.json", pictures="images")`, fields);
};

const small = annotation(0, [1, 1, 2, 2], [1, 1, 2, 2, 2, 2]);
const large = annotation(0, [1, 1, 12, 8], [9.5, 4.5, 1, 0, 0, 0]);
const empty = annotation(1, [0, 0, 9, 9], [0, 0, 0, 0, 0, 0]);

describe('points of coco', () => {
  it('are those of the largest object with any, and pictures without are left out', async () => {
    const spec = await cocoOf([small, large, empty]);
    expect(await pointsIn(spec)).toEqual([[[0.5, 0.5], undefined]]);
    const { source } = await openData(spec, { base: '/' });
    expect(source.leftOut?.lines).toEqual([
      '`images/b.png` has no keypoints',
      '`images/c.png` has no keypoints',
    ]);
    expect(
      checkSource({ ...spec, split: { ...spec.split, train: 1, valid: 0, test: 0 } }, source).warnings.map(
        ({ code }) => code,
      ),
    ).toContain('CNN835');
  });

  it('are unseen where pictures without are kept for their boxes', async () => {
    const spec = await cocoOf([small, empty], 'field points: keypoints[2]  field objects: boxes[3]');
    expect(
      (await pointsIn(spec)).map((points) => points.filter((point) => point !== undefined).length),
    ).toEqual([2, 0, 0]);
  });

  it('are unseen and told where they lie outside', async () => {
    const spec = await cocoOf([annotation(0, [1, 1, 2, 2], [1, 1, 2, 22, 2, 2])]);
    expect((await openData(spec, { base: '/' })).source.faults?.lines).toMatchInlineSnapshot(`
      [
        "points.json:23: annotations[0]: images/a.png: keypoint 2 lies outside of its 20 × 10 pixels; it counts as unseen",
      ]
    `);
    expect(await pointsIn(spec)).toEqual([[[0.075, 0.15], undefined]]);
  });

  it('are as many as the field has', async () => {
    expect(await complaint(await cocoOf([small], 'field points: keypoints[17]'))).toMatchInlineSnapshot(`
      [
        "CNN836: \`points.json\` has 2 keypoints of an object, but the field \`points\` has 17",
        "fix: write \`field points: keypoints[2]\`",
      ]
    `);
    expect(await complaint(await cocoOf([annotation(0, [1, 1, 2, 2])]))).toMatchInlineSnapshot(`
      [
        "CNN836: \`points.json\` tells of no keypoints for the field \`points\`",
        "fix: name a file whose annotations have \`keypoints\`",
      ]
    `);
  });
});

describe('points move with their picture', () => {
  const picture = { height: 4, width: 8, channels: 3, data: new Uint8Array(96) };
  const moved = (steps: string, points: readonly (readonly [number, number] | undefined)[]) => {
    const { prepare, augment, fields } = specOf('csv("x.csv")', 'field points: keypoints[2]', steps);
    const { settle, finish } = preparation(fields, prepare, augment);
    const at = fields.findIndex(({ name }) => name === 'points');
    // A stream whose every draw is 0: what is drawn happens.
    const random = { uniform: () => 0, below: () => 0 } as unknown as Parameters<typeof finish>[1];
    return [...(finish(settle({ image: picture, label: 0, points }), random)[at]?.values ?? [])].map((at) =>
      Number(at.toFixed(2)),
    );
  };

  it.each([
    ['prepare { Resizing(4, 4) }', [0.25, 0.5, 1, 0, 0, 0]],
    ['prepare { Resizing(4, 4, crop_to_aspect_ratio=true) }', [0, 0, 0, 0, 0, 0]],
    ['prepare { Resizing(8, 8, pad_to_aspect_ratio=true) }', [0.25, 0.5, 1, 0, 0, 0]],
    ['prepare { Resizing(4, 8) } augment { RandomFlip(horizontal) }', [0.75, 0.5, 1, 0, 0, 0]],
    ['prepare { Resizing(8, 16) } augment { RandomCrop(7, 8) }', [0.5, 0.57, 1, 0, 0, 0]],
  ])('%s', (steps, expected) => {
    expect(moved(steps, [[0.25, 0.5], undefined])).toEqual(expected);
  });

  it('and cannot be seen where they have left it', () => {
    expect(
      moved('prepare { Resizing(8, 16) } augment { RandomCrop(4, 8) }', [
        [0.75, 0.25],
        [0.125, 0.25],
      ]),
    ).toEqual([...[0, 0, 0], ...[0.25, 0.5, 1]]);
  });
});

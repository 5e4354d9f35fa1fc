import { describe, expect, it } from 'vitest';
import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import { moveMask, movePicture, rotation, type Movement } from '../../../runtime/data/augment/geometry.ts';
import { preparation } from '../../../runtime/data/prepare/prepare.ts';
import { openShapes } from '../../../runtime/data/shapes/shapes-source.ts';
import type { Picture } from '../../../runtime/data/source.ts';
import { exampleOf } from '../../support/examples.ts';
import { testSpan } from '../../support/span.ts';

const spec: SourceOf<'shapes'> = {
  ...{ kind: 'shapes', count: 30, height: 40, width: 48, channels: 1, classes: 4, span: testSpan },
};
const several = { ...spec, objects: { least: 0, most: 4 } };

const at = ({ width, data }: Picture, row: number, column: number): number =>
  data[row * width + column] ?? -1;

const image = { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 1] } } as const;
const mask = { name: 'mask', type: { kind: 'mask', classes: 5, sides: [null, null] } } as const;

describe('masks of shapes', () => {
  it('have the number of the shape, counted from 1, where it is drawn, and 0 elsewhere', async () => {
    const source = openShapes(spec, 7, true);
    for (let index = 0; index < source.count; index++) {
      const { mask: drawn, box = [0, 0, 0, 0], label, image: picture } = await exampleOf(source, index);
      if (drawn === undefined) throw new Error('no mask');
      expect([drawn.height, drawn.width, drawn.channels]).toEqual([picture.height, picture.width, 1]);
      expect(new Set(drawn.data)).toEqual(new Set([0, label + 1]));
      const rows = [...drawn.data.keys()].filter((pixel) => drawn.data[pixel] !== 0);
      const [xs, ys] = [rows.map((pixel) => pixel % 48), rows.map((pixel) => Math.floor(pixel / 48))];
      expect(box[0] * 48).toBeCloseTo(Math.min(...xs));
      expect(box[1] * 40).toBeCloseTo(Math.min(...ys));
      expect(box[2] * 48).toBeCloseTo(Math.max(...xs) + 1);
      expect(box[3] * 40).toBeCloseTo(Math.max(...ys) + 1);
    }
  });

  it('tell every object of several, and change nothing of the pictures', async () => {
    const [source, without] = [openShapes(several, 7, true), openShapes(several, 7)];
    for (let index = 0; index < source.count; index++) {
      const example = await exampleOf(source, index);
      const plain = await exampleOf(without, index);
      expect(example.image).toEqual(plain.image);
      expect(plain.mask).toBeUndefined();
      const labels = new Set((example.objects ?? []).map(({ label }) => label + 1));
      expect(new Set(example.mask?.data)).toEqual(new Set([0, ...labels]));
    }
  });
});

describe('a mask', () => {
  it('goes with its picture through every movement, where no class lies between two others', () => {
    const size = { height: 16, width: 20 };
    const data = Uint8Array.from({ length: 320 }, (_, pixel) => 40 * (Math.floor(pixel / 40) % 5));
    const picture = { ...size, channels: 1, data };
    const classes = { ...picture, data: data.map((value) => value / 40) };
    const sampling = { fill: 'constant', interpolation: 'nearest', value: 0 } as const;
    const movements: readonly Movement[] = [
      { kind: 'flip', horizontal: true, vertical: true },
      { kind: 'crop', top: 3, left: 5, size: { height: 9, width: 7 } },
      { kind: 'warp', map: rotation(0.1, size), sampling: { ...sampling, fill: 'reflect' } },
      { kind: 'warp', map: rotation(0.1, size), sampling },
    ];
    for (const movement of movements) {
      const [seen, told] = [movePicture(movement, picture), moveMask(movement, classes)];
      expect([told.height, told.width]).toEqual([seen.height, seen.width]);
      for (const [pixel, label] of told.data.entries())
        expect(seen.data[pixel]).toBe(label === 255 ? 0 : label * 40);
    }
    const outside = moveMask(movements[3]!, classes).data.filter((label) => label === 255).length;
    expect(outside).toBeGreaterThan(10);
    const smooth = {
      kind: 'warp',
      map: rotation(0.1, size),
      sampling: { ...sampling, interpolation: 'bilinear' },
    };
    expect(new Set(moveMask(smooth as Movement, classes).data)).toEqual(new Set([0, 1, 2, 3, 4, 255]));
    const middle = moveMask({ kind: 'middle', size: { height: 9, width: 9 } }, classes);
    expect([...middle.data].every((label) => Number.isInteger(label))).toBe(true);
  });

  it('is resized with its picture by the nearest pixel; rescaling leaves it', async () => {
    const { settle, finish } = preparation(
      [image, mask],
      [
        { kind: 'Resizing', height: 20, width: 24, interpolation: 'bilinear', cropToAspectRatio: false },
        { kind: 'Rescaling', scale: 1 / 255, offset: 0 },
      ],
      [],
    );
    const example = await exampleOf(openShapes(spec, 7, true), 2);
    const [pixels, numbers] = finish(settle(example));
    expect(pixels?.shape).toEqual([20, 24, 1]);
    expect(numbers?.shape).toEqual([20, 24]);
    const whole = example.mask!;
    numbers?.values.forEach((label, pixel) => {
      const [row, column] = [Math.floor(pixel / 24), pixel % 24];
      expect(label).toBe(at(whole, 2 * row + 1, 2 * column + 1));
    });
  });
});

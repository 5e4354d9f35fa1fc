import { expect, it } from 'vitest';
import { middleOf, moveBox } from '../../../../runtime/data/augment/geometry.ts';
import { boxInPicture } from '../../../../runtime/data/prepare/box-in-picture.ts';
import { resizeBox } from '../../../../runtime/data/prepare/resizing.ts';
import type { Corners } from '../../../../runtime/data/source.ts';

const field = { name: 'place', type: { kind: 'box', format: 'corners' } } as const;
const picture = { height: 30, width: 50 };
const resizing = { kind: 'Resizing', height: 16, width: 20, interpolation: 'bilinear' } as const;
/** In the middle, so that no crop cuts it. */
const box: Corners = [0.4, 0.4, 0.6, 0.7];
const pixels = [20, 12, 30, 21];

const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(9)));

it('moves a box back through a stretch, in pixels', () => {
  const step = { ...resizing, cropToAspectRatio: false };
  const back = boxInPicture(field, { prepare: [step], augment: [] });
  expect(rounded(back(resizeBox(box, picture, step), picture))).toEqual(pixels);
});

it('moves a box back through crops, several of them, and the crop that an augmentation leaves', () => {
  const first = { ...resizing, height: 20, cropToAspectRatio: true };
  const second = { ...resizing, cropToAspectRatio: true };
  const crop = { kind: 'RandomCrop', height: 10, width: 8 } as const;
  const prepared = resizeBox(resizeBox(box, picture, first), first, second);
  const moved = moveBox({ kind: 'middle', size: crop }, prepared, second);
  const back = boxInPicture(field, { prepare: [first, second], augment: [crop] });
  expect(rounded(back(moved, picture))).toEqual(pixels);
  expect(middleOf(crop)).toMatchObject({ height: 10, width: 8, cropToAspectRatio: true });
});

it('leaves out what is done to another field, and does not cut what reaches beyond the picture', () => {
  const step = { ...resizing, cropToAspectRatio: true, field: 'image' };
  const back = boxInPicture(field, { prepare: [step], augment: [] });
  expect(back([-0.5, 0, 1, 1.5], picture)).toEqual([-25, 0, 50, 45]);
});

import { expect, it } from 'vitest';
import { objectRows, objectsOf } from '../../../../runtime/data/prepare/object-rows.ts';
import { preparation } from '../../../../runtime/data/prepare/prepare.ts';
import type { PictureObject } from '../../../../runtime/data/source.ts';

const small: PictureObject = { box: [0, 0, 0.25, 0.25], label: 2 };
const large: PictureObject = { box: [0.5, 0.25, 0.875, 1], label: 0 };

it('has a row for each object and 0 0 0 0 −1 beyond them', () => {
  expect([...objectRows([small], 2)]).toEqual([0, 0, 0.25, 0.25, 2, 0, 0, 0, 0, -1]);
  expect([...objectRows([], 1)]).toEqual([0, 0, 0, 0, -1]);
});

it('keeps the largest of more objects than there are rows, and all of as many in their order', () => {
  expect([...objectRows([small, large], 1)]).toEqual([0.5, 0.25, 0.875, 1, 0]);
  expect([...objectRows([small, large], 2)].slice(0, 5)).toEqual([0, 0, 0.25, 0.25, 2]);
});

it('can be read again', () => {
  expect(objectsOf(objectRows([small, large], 5))).toEqual([small, large]);
});

it('gives a field of boxes what cropping leaves of them', () => {
  const image = { height: 10, width: 20, channels: 1, data: new Uint8Array(200) };
  const { settle, finish, settles } = preparation(
    [{ name: 'objects', type: { kind: 'boxes', most: 2, classes: 3 } }],
    [{ kind: 'Resizing', height: 5, width: 5, interpolation: 'bilinear', cropToAspectRatio: true }],
    [],
  );
  expect(settles).toBe(true);
  const [rows] = finish(settle({ image, label: 0, objects: [small, large] }));
  expect(rows).toEqual({ shape: [2, 5], values: Float32Array.of(0.5, 0.25, 1, 1, 0, 0, 0, 0, 0, -1) });
});

import { describe, expect, it } from 'vitest';
import { classesOf, MaskCounts, maskNames } from '../../../runtime/evaluate/mask-figures.ts';
import { readMask } from '../../../runtime/predict/read-mask.ts';

const meaning = { kind: 'mask', classes: 3, activation: 'none' } as const;

describe('the figures of masks', () => {
  it('count the pixels that are labelled, whatever the pictures they come in', () => {
    const counts = new MaskCounts(3);
    counts.add([0, 0, 1, 255], [0, 1, 1, 2]);
    counts.add([1, 255], [0, 0]);
    const { confusion, perClass, meanIou, accuracy } = counts.figures();
    expect(confusion.rows()).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    expect(perClass.map(({ iou, support }) => [iou, support])).toEqual([
      [1 / 3, 2],
      [1 / 3, 2],
      [undefined, 0],
    ]);
    expect(meanIou).toBeCloseTo(1 / 3);
    expect(accuracy).toBe(0.5);
  });

  it('take the largest value of a pixel, and a single one by whether it is likelier than not', () => {
    expect([...classesOf([0, 3, 1, 5, 2, 2], 2, meaning)]).toEqual([1, 0]);
    const binary = { kind: 'mask', classes: 2 } as const;
    expect([...classesOf([0.4, 0.6], 2, { ...binary, activation: 'none' })]).toEqual([0, 1]);
    expect([...classesOf([-1, 2], 2, { ...binary, activation: 'sigmoid' })]).toEqual([0, 1]);
  });

  it('call classes as the data does, behind a background where there is one more', () => {
    expect(maskNames(['a', 'b'], 2)).toEqual(['a', 'b']);
    expect(maskNames(['a', 'b'], 3)).toEqual(['background', 'a', 'b']);
    expect(maskNames(['a', 'b'], 5)).toBeUndefined();
  });
});

it('a predicted mask tells how many pixels of the picture are of each class, and what of it it is of', () => {
  const values = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0);
  const picture = { height: 20, width: 40 };
  const read = readMask(values, [2, 2, 3], picture, { meaning, classes: ['a', 'b'] });
  expect(read.region).toEqual([0, 0, 40, 20]);
  expect(read.classes.map(({ name, pixels, share }) => [name, pixels, share])).toEqual([
    ['background', 200, 0.25],
    ['a', 600, 0.75],
    ['b', 0, 0],
  ]);
  const placed = readMask(values, [2, 2, 3], picture, { meaning, placeBox: () => [10, 0, 30, 20] });
  expect(placed.region).toEqual([10, 0, 30, 20]);
  expect(placed.classes.map(({ pixels, share }) => [pixels, share])).toEqual([
    [100, 0.25],
    [300, 0.75],
    [0, 0],
  ]);
});

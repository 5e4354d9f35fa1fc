import { describe, expect, it } from 'vitest';
import { paddingName, windowAttributes } from '../../../../compiler/targets/tensorflow/padding.ts';
import { batched } from '../../../../compiler/ir/extent.ts';

const none = [
  [0, 0],
  [0, 0],
] as const;
const after = [
  [0, 1],
  [0, 1],
] as const;
const before = [
  [1, 0],
  [1, 0],
] as const;

describe('padding', () => {
  const images = batched([8, 8, 3]);
  const strided = { extent: [3, 3], strides: [2, 2] } as const;

  it('has a name where TensorFlow has one', () => {
    expect(paddingName(images, { ...strided, padding: none })).toBe('VALID');
    expect(paddingName(images, { ...strided, padding: after })).toBe('SAME');
    expect(paddingName(images, { ...strided, padding: before })).toBe('EXPLICIT');
  });

  it('is written out where it has none', () => {
    expect(windowAttributes(images, { ...strided, padding: before })).toMatchObject({
      padding: 'EXPLICIT',
      explicit_paddings: [0, 0, 1, 0, 1, 0, 0, 0],
      strides: [1, 2, 2, 1],
    });
  });
});

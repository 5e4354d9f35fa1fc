import { describe, expect, it } from 'vitest';
import {
  at,
  batchSize,
  elements,
  fixed,
  formatShape,
  formatExtent,
  known,
  product,
  sameShape,
  scale,
  shapeAt,
  sum,
} from '../../../compiler/ir/extent.ts';

const grown = sum(scale(batchSize, 2), fixed(3));

describe('sizes that are affine in the batch', () => {
  it('have a value for every batch', () => {
    expect(at(grown, 5)).toBe(13);
    expect(shapeAt([batchSize, fixed(4), grown], 2)).toEqual([2, 4, 7]);
  });

  it('multiply where at most one of them depends on the batch', () => {
    expect(product(fixed(3), grown)).toEqual({ constant: 9, perBatch: 6 });
    expect(product(grown, fixed(3))).toEqual({ constant: 9, perBatch: 6 });
    expect(elements([batchSize, fixed(28), fixed(28)])).toEqual({ constant: 0, perBatch: 784 });
    expect(() => product(batchSize, grown)).toThrow('not affine');
  });

  it('are known only where they do not depend on the batch', () => {
    expect(known(fixed(7))).toBe(7);
    expect(() => known(batchSize)).toThrow('depends on the batch');
    expect(() => known(undefined)).toThrow('depends on the batch');
  });

  it('are told apart', () => {
    expect(sameShape([batchSize, fixed(2)], [batchSize, fixed(2)])).toBe(true);
    expect(sameShape([batchSize, fixed(2)], [batchSize])).toBe(false);
    expect(sameShape([batchSize], [fixed(1)])).toBe(false);
  });

  it('are written as people write them', () => {
    expect([fixed(28), batchSize, scale(batchSize, 2), grown].map(formatExtent)).toEqual([
      '28',
      'B',
      '2·B',
      '2·B + 3',
    ]);
    expect(formatShape([batchSize, fixed(10)])).toBe('[B, 10]');
  });
});

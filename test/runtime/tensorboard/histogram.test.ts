import { describe, expect, it } from 'vitest';
import { histogram } from '../../../runtime/tensorboard/histogram.ts';

describe('a histogram', () => {
  it('has thirty bins from the least number to the greatest, and every number in one', () => {
    const numbers = Float32Array.from({ length: 61 }, (_, index) => index / 2);
    const bins = histogram(numbers);
    expect(bins).toHaveLength(30);
    expect(bins[0]).toEqual([0, 1, 2]);
    expect(bins[29]).toEqual([29, 30, 3]);
    expect(bins.slice(1).every(([left], index) => left === bins[index]?.[1])).toBe(true);
  });

  it('of one number has one bin around it, and of none no bin', () => {
    expect(histogram(Float32Array.of(2, 2, 2))).toEqual([[1.5, 2.5, 3]]);
    expect(histogram(new Float32Array())).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partSizes, splitExamples } from '../../../runtime/data/split.ts';

const split = { train: 0.8, valid: 0.1, test: 0.1 };

describe('partSizes', () => {
  it('rounds by largest remainder', () => {
    expect(partSizes(1000, split)).toEqual({ train: 800, valid: 100, test: 100 });
    expect(partSizes(7, split)).toEqual({ train: 5, valid: 1, test: 1 });
    expect(partSizes(10, { train: 0.9, valid: 0.1, test: 0 })).toEqual({ train: 9, valid: 1, test: 0 });
    expect(partSizes(3, { train: 1, valid: 0, test: 0 })).toEqual({ train: 3, valid: 0, test: 0 });
  });

  it('loses and invents no example', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(100), fc.nat(100), (count, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const sizes = partSizes(count, { train: low / 100, valid: (high - low) / 100, test: 1 - high / 100 });
        expect(sizes.train + sizes.valid + sizes.test).toBe(count);
        expect(Math.abs(sizes.train - (count * low) / 100)).toBeLessThan(1);
      }),
    );
  });
});

describe('splitExamples', () => {
  const labelOf = (index: number): number => (index < 700 ? 0 : index < 900 ? 1 : 2);

  it('is the same for the same seed and another for another', () => {
    const first = splitExamples(1000, split, 1, labelOf);
    expect(splitExamples(1000, split, 1, labelOf)).toEqual(first);
    expect(splitExamples(1000, split, 2, labelOf).test).not.toEqual(first.test);
  });

  it('has every example once, and each class in proportion in each part', () => {
    const { train, valid, test } = splitExamples(1000, split, 1, labelOf);
    expect([...train, ...valid, ...test].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
    for (const part of [valid, test]) {
      const counts = [0, 1, 2].map((label) => [...part].filter((index) => labelOf(index) === label).length);
      [70, 20, 10].forEach((due, label) =>
        expect(Math.abs((counts[label] ?? 0) - due)).toBeLessThanOrEqual(1),
      );
    }
  });
});

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
    const first = splitExamples(1000, { split, seed: 1, labelOf });
    expect(splitExamples(1000, { split, seed: 1, labelOf })).toEqual(first);
    expect(splitExamples(1000, { split, seed: 2, labelOf }).test).not.toEqual(first.test);
  });

  it('has every example once, and each class in proportion in each part', () => {
    const { train, valid, test } = splitExamples(1000, { split, seed: 1, labelOf });
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

describe('folds', () => {
  const labelOf = (index: number): number => index % 3;
  const dividing = { split: { train: 0.72, valid: 0.18, test: 0.1 }, seed: 3, labelOf };
  const folds = [1, 2, 3, 4, 5].map((number) => splitExamples(503, { ...dividing, fold: { number, of: 5 } }));

  it('have every example that is no test once among their validation parts, and train on the others', () => {
    const [test = [], ...others] = folds.map((fold) => [...fold.test]);
    for (const other of others) expect(other).toEqual(test);
    const all = [...test, ...folds.flatMap(({ valid }) => [...valid])].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 503 }, (_, index) => index));
    for (const { train, valid } of folds) {
      expect(train.length + valid.length).toBe(503 - test.length);
      expect([...train].filter((index) => valid.includes(index))).toEqual([]);
    }
  });

  it('are of one size and have each class in proportion', () => {
    for (const { valid } of folds) {
      expect(Math.abs(valid.length - 90.6)).toBeLessThan(1);
      for (const label of [0, 1, 2])
        expect(Math.abs([...valid].filter((index) => labelOf(index) === label).length - 30.2)).toBeLessThan(
          1.5,
        );
    }
  });

  it('take what came as validation part among them', () => {
    const partOf = (index: number) => (index < 10 ? 'valid' : index < 20 ? 'test' : 'train');
    const one = splitExamples(100, {
      ...dividing,
      split: { train: 0.8, valid: 0.2, test: 0 },
      partOf,
      fold: { number: 1, of: 2 },
    });
    expect([one.train.length, one.valid.length, [...one.test]]).toEqual([
      45,
      45,
      [10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    ]);
  });
});

describe('groups', () => {
  const groupOf = (index: number): string => `patient ${Math.floor(Math.sqrt(index))}`;
  const labelOf = (): number => 0;

  it('are in one part each, with shares as near as they allow, whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 30, max: 900 }), (seed, count) => {
        const parts = splitExamples(count, { split, seed, labelOf, groupOf });
        const groups = (['train', 'valid', 'test'] as const).map(
          (part) => new Set([...parts[part]].map(groupOf)),
        );
        const total = groups.reduce((sum, { size }) => sum + size, 0);
        expect(total).toBe(new Set(groups.flatMap((each) => [...each])).size);
        expect(parts.train.length + parts.valid.length + parts.test.length).toBe(count);
        const largest = 2 * Math.floor(Math.sqrt(count)) + 1;
        expect(Math.abs(parts.test.length - count * 0.1)).toBeLessThanOrEqual(largest);
        expect(parts.test.length).toBeGreaterThan(0);
      }),
    );
  });

  it('of one make no part empty without an end', () => {
    const { train, valid, test } = splitExamples(10, { split, seed: 1, labelOf, groupOf: () => 'all' });
    expect(train.length + valid.length + test.length).toBe(10);
  });
});

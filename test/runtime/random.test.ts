import { describe, expect, it } from 'vitest';
import { permutation, RandomStream } from '../../runtime/random.ts';

const draw = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);

describe('RandomStream', () => {
  it('is xoshiro128** from the SHA-256 of seed and path', () => {
    const stream = new RandomStream(42, 'noise');
    expect(draw(4, () => stream.uint32())).toEqual([4168318073, 2292299257, 3975896100, 2178357875]);
  });

  it('differs by seed and by path', () => {
    const first = (seed: number, path: string): number => new RandomStream(seed, path).uint32();
    const values = [first(1, 'a'), first(2, 'a'), first(1, 'b'), first(1, 'a/b')];
    expect(new Set(values).size).toBe(4);
    expect(first(1, 'a')).toBe(values[0]);
  });

  it('draws uniform numbers in [0, 1) and unbiased whole numbers', () => {
    const stream = new RandomStream(1, 'uniform');
    const values = draw(100_000, () => stream.uniform());
    expect(Math.min(...values.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value < 1 && Math.fround(value) === value)).toBe(true);
    expect(values.reduce((a, b) => a + b) / values.length).toBeCloseTo(0.5, 2);
    const counts = [0, 0, 0];
    for (let index = 0; index < 30_000; index++) counts[stream.below(3)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(350);
  });

  it('draws normal numbers', () => {
    const stream = new RandomStream(1, 'normal');
    const values = draw(200_000, () => stream.normal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 2);
    expect(variance).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 2);
    expect(draw(1000, () => stream.truncatedNormal()).every((value) => Math.abs(value) <= 2)).toBe(true);
  });

  it('makes permutations', () => {
    const order = permutation(1000, new RandomStream(3, 'order'));
    expect([...order].sort((a, b) => a - b)).toEqual(draw(1000, () => 0).map((_, index) => index));
    expect([...order]).not.toEqual([...order].sort((a, b) => a - b));
    expect(permutation(0, new RandomStream(3, 'order'))).toHaveLength(0);
  });
});

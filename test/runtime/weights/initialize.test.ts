import { describe, expect, it } from 'vitest';
import type { Initializer } from '../../../compiler/ir/initializer.ts';
import type { Variable } from '../../../compiler/ir/ir.ts';
import { fansOf, initialize } from '../../../runtime/weights/initialize.ts';

const variable = (initializer: Initializer, shape: readonly number[] = [3, 3, 32, 64]): Variable => ({
  name: 'conv2d/kernel',
  role: 'weight',
  shape,
  initializer,
  trainable: true,
});

function moments(values: Float32Array): { mean: number; deviation: number; largest: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(variance),
    largest: values.reduce((a, b) => Math.max(a, Math.abs(b)), 0),
  };
}

/** The largest distance between the drawn distribution and the one expected (Kolmogorov–Smirnov). */
function distance(values: Float32Array, expected: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(...sorted.map((x, rank) => Math.abs(expected(x) - (rank + 0.5) / sorted.length)));
}

describe('fansOf', () => {
  it('counts as Keras does', () => {
    expect(fansOf([])).toEqual({ fanIn: 1, fanOut: 1 });
    expect(fansOf([7])).toEqual({ fanIn: 7, fanOut: 7 });
    expect(fansOf([5, 9])).toEqual({ fanIn: 5, fanOut: 9 });
    expect(fansOf([3, 3, 32, 64])).toEqual({ fanIn: 288, fanOut: 576 });
  });
});

describe('initialize', () => {
  it('fills constants', () => {
    expect([...initialize(variable({ kind: 'constant', value: 0.5 }, [3]), 1)]).toEqual([0.5, 0.5, 0.5]);
  });

  it('draws he_normal: truncated at two deviations, the variance made up for', () => {
    const scaling = {
      kind: 'variance_scaling',
      scale: 2,
      mode: 'fan_in',
      distribution: 'truncated_normal',
    } as const;
    const { mean, deviation, largest } = moments(initialize(variable(scaling), 1));
    const wanted = Math.sqrt(2 / 288);
    expect(mean).toBeCloseTo(0, 2);
    expect(deviation / wanted).toBeCloseTo(1, 1.5);
    expect(largest).toBeLessThanOrEqual((2 * wanted) / 0.8796);
    expect(largest).toBeGreaterThan(1.9 * wanted);
  });

  it('draws glorot_uniform within its limit, evenly', () => {
    const scaling = { kind: 'variance_scaling', scale: 1, mode: 'fan_avg', distribution: 'uniform' } as const;
    const values = initialize(variable(scaling), 1);
    const limit = Math.sqrt(3 / 432);
    expect(moments(values).largest).toBeLessThanOrEqual(limit);
    expect(distance(values, (x) => (x + limit) / (2 * limit))).toBeLessThan(0.012);
  });

  it('draws the plain distributions', () => {
    const normal = moments(initialize(variable({ kind: 'random_normal', mean: 1, stddev: 0.05 }), 1));
    expect(normal.mean).toBeCloseTo(1, 2);
    expect(normal.deviation).toBeCloseTo(0.05, 2);
    const truncated = initialize(variable({ kind: 'truncated_normal', mean: 1, stddev: 0.05 }), 1);
    expect(truncated.every((value) => Math.abs(value - 1) <= 0.1001)).toBe(true);
    const uniform = initialize(variable({ kind: 'random_uniform', minval: -1, maxval: 3 }), 1);
    expect(distance(uniform, (x) => (x + 1) / 4)).toBeLessThan(0.012);
  });

  it('depends on the run seed and the name, unless the initialiser has a seed', () => {
    const free: Initializer = { kind: 'random_normal', mean: 0, stddev: 1 };
    const kept: Initializer = { ...free, seed: 5 };
    const other = { ...variable(free), name: 'conv2d_1/kernel' };
    expect(initialize(variable(free), 1)).toEqual(initialize(variable(free), 1));
    expect(initialize(variable(free), 1)).not.toEqual(initialize(variable(free), 2));
    expect(initialize(variable(free), 1)).not.toEqual(initialize(other, 1));
    expect(initialize(variable(kept), 1)).toEqual(initialize({ ...other, initializer: kept }, 2));
  });
});

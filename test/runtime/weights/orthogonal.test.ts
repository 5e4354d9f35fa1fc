import { describe, expect, test } from 'vitest';
import type { Variable } from '../../../compiler/ir/ir.ts';
import { codesOf, modelOf } from '../../support/compile-text.ts';
import { initialize } from '../../../runtime/weights/initialize.ts';

/** The kernel of a Dense layer from `rows` to `columns`. */
function kernelOf(rows: number, columns: number, initializer: string): Variable {
  const text = `model M { input x: float32[${rows}] Dense(${columns}, kernel_initializer=${initializer}) }`;
  const weight = modelOf(text).layers[0]?.weights[0];
  if (weight === undefined) throw new Error('no kernel');
  const { shape, initializer: drawn } = weight;
  return { name: 'dense/kernel', role: 'weight', shape, initializer: drawn, trainable: true };
}

/** How far the products of all rows (or columns) are from gain² · I. */
function deviation(values: Float32Array, rows: number, columns: number, gain: number): number {
  const few = Math.min(rows, columns);
  const many = Math.max(rows, columns);
  const at = (vector: number, index: number): number =>
    values[rows < columns ? vector * columns + index : index * columns + vector] ?? 0;
  let worst = 0;
  for (let a = 0; a < few; a++) {
    for (let b = 0; b < few; b++) {
      let product = 0;
      for (let index = 0; index < many; index++) product += at(a, index) * at(b, index);
      worst = Math.max(worst, Math.abs(product - (a === b ? gain * gain : 0)));
    }
  }
  return worst;
}

describe('orthogonal', () => {
  test.each([
    [32, 32, 'orthogonal', 1],
    [64, 10, 'orthogonal', 1],
    [10, 64, 'Orthogonal(gain=2.5)', 2.5],
  ])('%i × %i: Q · Qᵀ is the identity, times gain²', (rows, columns, word, gain) => {
    expect(deviation(initialize(kernelOf(rows, columns, word), 1), rows, columns, gain)).toBeLessThan(1e-5);
  });

  test('has no direction that it prefers', () => {
    const kernel = kernelOf(3, 3, 'orthogonal');
    const entries = Array.from({ length: 2000 }, (_, seed) => initialize(kernel, seed));
    for (let place = 0; place < 9; place++) {
      const values = entries.map((entry) => entry[place] ?? 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
      expect([mean, square]).toEqual([expect.closeTo(0, 1), expect.closeTo(1 / 3, 1)]);
    }
  });

  test('is of matrices, and so is identity', () => {
    expect([...initialize(kernelOf(2, 3, 'Identity(gain=4)'), 1)]).toEqual([4, 0, 0, 0, 4, 0]);
    const layer = (text: string): string[] => codesOf(`model M { input x: float32[8, 8, 4] ${text} }`);
    expect(layer('Conv2D(4, 3, kernel_initializer=orthogonal)')).toEqual([]);
    expect(layer('Conv2D(4, 3, kernel_initializer=identity)')).toEqual(['CNN229']);
    expect(layer('Conv2D(4, 3, bias_initializer=orthogonal)')).toEqual(['CNN229']);
  });
});

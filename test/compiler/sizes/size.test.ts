import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSize, writeSize } from '../../../compiler/sizes/format-size.ts';
import {
  add,
  ceilDivide,
  divideExactly,
  evaluateSize,
  floorDivide,
  multiply,
  remainder,
  type Size,
  subtract,
  substitute,
  symbol,
} from '../../../compiler/sizes/size.ts';
import { writtenSizes } from './sizes.ts';
import { draws } from '../../support/sample.ts';

const h = symbol('h');
const w = symbol('w');
const point = fc.record({ h: fc.integer({ min: 1, max: 400 }), w: fc.integer({ min: 1, max: 400 }) });

test('the normal form is worth what the naive arithmetic is', () => {
  fc.assert(
    fc.property(writtenSizes, point, (written, at) => {
      expect(evaluateSize(written.size, at) + 0).toBe(written.value(at.h, at.w) + 0);
    }),
    draws(1000, 5000),
  );
});

test('a symbol replaced by a size is worth what the size is', () => {
  fc.assert(
    fc.property(writtenSizes, writtenSizes, point, (outer, inner, at) => {
      const replaced = substitute(outer.size, ({ name }) => (name === 'h' ? inner.size : w));
      fc.pre(!Number.isNaN(replaced));
      expect(evaluateSize(replaced, at) + 0).toBe(outer.value(inner.value(at.h, at.w), at.w) + 0);
    }),
    draws(1000, 5000),
  );
});

test('every atom is at least 0 and grows', () => {
  fc.assert(
    fc.property(writtenSizes, ({ size }) => {
      const check = (each: Size): void => {
        if (typeof each === 'number') return;
        for (const { atoms } of each.terms) {
          for (const atom of atoms) {
            if (atom.type === 'symbol') continue;
            for (const { coefficient } of atom.of.terms) {
              expect(coefficient).toBeGreaterThan(0);
              expect(coefficient).toBeLessThan(atom.by);
            }
            check(atom.of);
          }
        }
      };
      check(size);
    }),
  );
});

describe('one normal form', () => {
  const pool = (size: Size) => floorDivide(size, 2);
  test.each<[string, Size, Size]>([
    ['⌊⌊h/2⌋/2⌋ is ⌊h/4⌋', pool(pool(h)), floorDivide(h, 4)],
    ['⌈⌈h/2⌉/2⌉ is ⌈h/4⌉', ceilDivide(ceilDivide(h, 2), 2), ceilDivide(h, 4)],
    ['⌊(h − 3)/1⌋ + 1 is h − 2', add(floorDivide(subtract(h, 3), 1), 1), subtract(h, 2)],
    ['⌊(h + 2)/2⌋ is ⌊h/2⌋ + 1', pool(add(h, 2)), add(pool(h), 1)],
    ['⌊(2h + 1)/2⌋ is h', pool(add(multiply(h, 2), 1)), h],
    ['⌊(6h + 5)/4⌋ is h + ⌊h/2⌋ + 1', floorDivide(add(multiply(h, 6), 5), 4), add(h, add(pool(h), 1))],
    [
      '(h + w)² is h² + 2hw + w²',
      multiply(add(h, w), add(h, w)),
      add(add(multiply(h, h), multiply(multiply(h, w), 2)), multiply(w, w)),
    ],
    ['h − h is 0', subtract(h, h), 0],
    ['16h % 16 is 0', remainder(multiply(h, 16), 16), 0],
  ])('%s', (_name, left, right) => {
    expect(left).toEqual(right);
  });
});

test('a product is divided by its factors', () => {
  expect(divideExactly(multiply(multiply(h, w), 64), multiply(h, 16))).toEqual(multiply(w, 4));
  expect(divideExactly(multiply(h, 3), 2)).toBeUndefined();
  expect(divideExactly(add(h, 1), h)).toBeUndefined();
  expect(divideExactly(h, 0)).toBeUndefined();
});

test('a product of many sums is given up', () => {
  let product: Size = 1;
  const names = [...'abcdefghijkl'].map(symbol);
  const sum = names.reduce<Size>(add, 1);
  for (let times = 0; times < 40; times++) product = multiply(product, sum);
  expect(product).toBeNaN();
  expect(add(product, h)).toBeNaN();
});

test('a coefficient that a number cannot hold is given up', () => {
  let size: Size = h;
  for (let times = 0; times < 60; times++) size = multiply(size, 2);
  expect(size).toBeNaN();
});

test.each<[Size, string, string]>([
  [h, 'h', 'h'],
  [floorDivide(h, 2), '⌊h/2⌋', 'h // 2'],
  [ceilDivide(h, 2), '⌈h/2⌉', '(h + 1) // 2'],
  [add(floorDivide(subtract(h, 3), 2), 1), '⌈h/2⌉ − 1', '(h + 1) // 2 - 1'],
  [multiply(floorDivide(h, 2), 2), '2·⌊h/2⌋', '2 * (h // 2)'],
  [multiply(multiply(h, w), 64), '64·h·w', '64 * h * w'],
  [subtract(3, h), '3 − h', '3 - h'],
  [subtract(h, 5), 'h − 5', 'h - 5'],
  [floorDivide(add(h, 3), 8), '⌊(h + 3)/8⌋', '(h + 3) // 8'],
])('is written %#', (size, shown, written) => {
  expect(formatSize(size)).toBe(shown);
  expect(writeSize(size)).toBe(written);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastOf, mostOf } from '../../../compiler/sizes/bounds.ts';
import { all, any, atLeast, type Condition, equal, holds, not } from '../../../compiler/sizes/condition.ts';
import { Facts } from '../../../compiler/sizes/facts.ts';
import { formatSize } from '../../../compiler/sizes/format-size.ts';
import {
  add,
  ceilDivide,
  evaluateSize,
  floorDivide,
  multiply,
  remainder,
  type Size,
  subtract,
  symbol,
} from '../../../compiler/sizes/size.ts';
import { draws } from '../../support/sample.ts';
import { writtenSizes } from './sizes.ts';

const h = symbol('h');
const w = symbol('w');

/** All pairs of small sizes. */
const points = Array.from({ length: 40 * 40 }, (_, index) => ({
  h: 1 + (index % 40),
  w: 1 + Math.floor(index / 40),
}));

const comparisons: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(equal, atLeast), writtenSizes, writtenSizes)
  .map(([compare, a, b]) => compare(a.size, b.size));
const divisible = fc
  .tuple(fc.constantFrom(h, w), fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 2 }))
  .map(([size, by, rest]) => equal(remainder(size, by), rest));
const conditions = fc.oneof(
  comparisons,
  divisible,
  comparisons.map(not),
  fc.array(comparisons, { minLength: 2, maxLength: 3 }).map(all),
  fc.array(comparisons, { minLength: 2, maxLength: 3 }).map(any),
);

test('a size lies between its bounds', () => {
  fc.assert(
    fc.property(writtenSizes, fc.nat(60), fc.nat(60), ({ size }, dh, dw) => {
      const range = (name: string) => ({
        least: name === 'h' ? 3 : 1,
        most: name === 'h' ? 3 + dh : Infinity,
      });
      const value = evaluateSize(size, { h: 3 + dh, w: 1 + dw });
      expect(leastOf(size, range)).toBeLessThanOrEqual(value);
      expect(mostOf(size, range)).toBeGreaterThanOrEqual(value);
    }),
    draws(500, 2000),
  );
});

test('what is proved holds, what is refuted does not, and a witness is one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(divisible, comparisons), { maxLength: 3 }),
      conditions,
      (known, condition) => {
        const facts = new Facts();
        for (const each of known) facts.assume(each);
        const { type, witness } = facts.decide(condition);
        const allowed = points.filter((point) => known.every((each) => holds(each, point)));
        if (type === 'proved') expect(allowed.find((point) => !holds(condition, point))).toBeUndefined();
        if (type === 'refuted') expect(allowed.find((point) => holds(condition, point))).toBeUndefined();
        if (witness === undefined || allowed.length === 0) return;
        const whole = { h: 1, w: 1, ...witness };
        expect(holds(condition, whole)).toBe(false);
        if (Object.keys(witness).length === 2) expect(known.every((each) => holds(each, whole))).toBe(true);
      },
    ),
    draws(1000, 3000),
  );
});

test('a tidy size is the same where the facts hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(divisible, comparisons), { maxLength: 3 }),
      writtenSizes,
      (known, { size }) => {
        const facts = new Facts();
        for (const each of known) facts.assume(each);
        const tidy = facts.tidy(size);
        fc.pre(!Number.isNaN(tidy));
        const apart = points.find(
          (point) =>
            known.every((each) => holds(each, point)) &&
            !Object.is(evaluateSize(tidy, point) + 0, evaluateSize(size, point) + 0),
        );
        expect(apart).toBeUndefined();
      },
    ),
    draws(300, 1000),
  );
});

/** Facts that are the case. */
function given(...conditions: readonly Condition[]): Facts {
  const facts = new Facts();
  for (const each of conditions) facts.assume(each);
  return facts;
}

const half = (size: Size): Size => floorDivide(size, 2);
const twice = (size: Size): Size => multiply(size, 2);
const isMultiple = (size: Size, of: number): Condition => equal(remainder(size, of), 0);

describe('decides', () => {
  test.each<[string, Facts, Condition, string]>([
    ['h ≥ 1', given(), atLeast(h, 1), 'proved'],
    ['⌈h/32⌉ ≥ 1', given(), atLeast(ceilDivide(h, 32), 1), 'proved'],
    ['h − ⌊h/2⌋ ≥ 1', given(), atLeast(subtract(h, half(h)), 1), 'proved'],
    ['h − 2 ≥ 1', given(), atLeast(subtract(h, 2), 1), 'open'],
    ['h + 1 = 0', given(), equal(add(h, 1), 0), 'refuted'],
    ['2h = 7', given(), equal(twice(h), 7), 'refuted'],
    ['2⌊h/2⌋ = h', given(), equal(twice(half(h)), h), 'open'],
    ['2⌊h/2⌋ = h of even h', given(isMultiple(h, 2)), equal(twice(half(h)), h), 'proved'],
    ['2⌊h/2⌋ = h of odd h', given(equal(remainder(h, 2), 1)), equal(twice(half(h)), h), 'refuted'],
    [
      '16⌊h/16⌋ = h of h % 32',
      given(isMultiple(h, 32)),
      equal(multiply(floorDivide(h, 16), 16), h),
      'proved',
    ],
    ['h % 4 = 2 of h % 2', given(isMultiple(h, 2)), equal(remainder(h, 4), 2), 'open'],
    ['h(h + 1) is even', given(), isMultiple(multiply(h, add(h, 1)), 2), 'open'],
    ['h % 3 < 3', given(), atLeast(2, remainder(h, 3)), 'proved'],
    ['h = w', given(), equal(h, w), 'open'],
    ['h = w of h = w', given(equal(h, w)), equal(multiply(h, 2), add(h, w)), 'proved'],
    ['h = 224 of h = 224', given(equal(h, 224)), isMultiple(h, 32), 'proved'],
    ['h ≥ 7 of h ≥ 32', given(atLeast(h, 32)), atLeast(h, 7), 'proved'],
    ['h ≥ 7 of h ≤ 6', given(atLeast(6, h)), atLeast(h, 7), 'refuted'],
    [
      '⌊h/4⌋ ≥ 1 of ⌊⌊(h − 3)/2⌋/2⌋ ≥ 1',
      given(atLeast(half(half(subtract(h, 3))), 1)),
      atLeast(floorDivide(h, 4), 1),
      'proved',
    ],
    ['h ≥ w of h ≥ w + 3', given(atLeast(h, add(w, 3))), atLeast(h, w), 'proved'],
    [
      'h·w·2⌊c/2⌋ = h·w·c',
      given(isMultiple(symbol('c'), 2)),
      equal(multiply(multiply(h, w), twice(half(symbol('c')))), multiply(multiply(h, w), symbol('c'))),
      'proved',
    ],
  ])('%s', (_name, facts, condition, verdict) => {
    expect(facts.decide(condition).type).toBe(verdict);
  });

  test('four poolings and four enlargements of a multiple of 16', () => {
    const facts = given(isMultiple(h, 16));
    const sizes = [h, half(h), half(half(h)), half(half(half(h))), half(half(half(half(h))))];
    sizes.slice(1).forEach((size, level) => {
      expect(facts.decide(equal(twice(size), sizes[level] ?? 0)).type).toBe('proved');
    });
  });

  test('what follows from several equalities together', () => {
    const facts = given(
      equal(floorDivide(h, 4), twice(floorDivide(h, 8))),
      equal(half(h), twice(floorDivide(h, 4))),
      equal(h, twice(half(h))),
    );
    expect(facts.decide(isMultiple(h, 8)).type).toBe('proved');
  });

  test('the smallest sizes are the witness', () => {
    expect(given().decide(equal(twice(half(h)), h)).witness).toEqual({ h: 1 });
    expect(given(atLeast(h, 10)).decide(equal(twice(half(h)), h)).witness).toEqual({ h: 11 });
  });
});

test.each<[Facts, Size, string]>([
  [given(isMultiple(h, 16)), multiply(floorDivide(h, 16), 16), 'h'],
  [given(isMultiple(h, 16)), multiply(floorDivide(h, 16), 8), '⌊h/2⌋'],
  [given(isMultiple(h, 16)), floorDivide(h, 32), '⌊h/32⌋'],
  [given(equal(h, w)), multiply(h, 2), '2·h'],
  [given(equal(h, 224)), floorDivide(h, 32), '7'],
])('a size is shortened %#', (facts, size, text) => {
  expect(formatSize(facts.tidy(size))).toBe(text);
});

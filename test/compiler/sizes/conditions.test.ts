import { expect, test } from 'vitest';
import { all, any, atLeast, type Condition, equal, not } from '../../../compiler/sizes/condition.ts';
import { essentialConditions } from '../../../compiler/sizes/essential-conditions.ts';
import { writeCondition } from '../../../compiler/sizes/format-condition.ts';
import { add, floorDivide, multiply, remainder, subtract, symbol } from '../../../compiler/sizes/size.ts';

const h = symbol('h');
const w = symbol('w');

test.each<[Condition, string]>([
  [equal(remainder(h, 16), 0), 'h % 16 == 0'],
  [equal(multiply(floorDivide(h, 2), 2), h), 'h % 2 == 0'],
  [equal(remainder(add(h, w), 3), 2), '(h + w) % 3 == 2'],
  [equal(h, w), 'h == w'],
  [atLeast(subtract(h, 2), 1), 'h >= 3'],
  [atLeast(512, h), 'h <= 512'],
  [not(equal(h, 3)), 'not (h == 3)'],
  [any([equal(h, 3), atLeast(w, 4)]), 'h == 3 or w >= 4'],
  [equal(1, 2), 'false'],
  [equal(h, add(h, 1)), 'false'],
  [equal(add(h, w), add(w, h)), 'true'],
  [atLeast(h, add(h, 1)), 'false'],
])('is written %#', (condition, text) => {
  expect(writeCondition(condition)).toBe(text);
});

test.each<[readonly Condition[], readonly string[]]>([
  [[], []],
  [[atLeast(h, 2), atLeast(h, 4), atLeast(floorDivide(h, 8), 1)], ['h >= 8']],
  [[atLeast(h, 3), equal(remainder(h, 4), 0)], ['h % 4 == 0']],
  [
    [equal(remainder(h, 2), 0), equal(remainder(h, 3), 0), atLeast(h, 10)],
    ['h % 6 == 0', 'h >= 12'],
  ],
  [
    [
      equal(floorDivide(h, 4), multiply(floorDivide(h, 8), 2)),
      equal(floorDivide(h, 2), multiply(floorDivide(h, 4), 2)),
      equal(h, multiply(floorDivide(h, 2), 2)),
    ],
    ['h % 8 == 0'],
  ],
  [[all([equal(remainder(h, 2), 0), equal(h, w)])], ['h == w']],
  [[equal(h, 224)], ['h == 224']],
])('says the same in fewer %#', (conditions, texts) => {
  const written = essentialConditions(conditions).map(writeCondition);
  for (const text of texts) expect(written).toContain(text);
  if (!texts.includes('h == w')) expect(written).toEqual(texts);
});

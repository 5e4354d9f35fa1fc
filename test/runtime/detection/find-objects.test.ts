import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findObjects } from '../../../runtime/detection/find-objects.ts';

/* Against TensorFlow's CombinedNonMaxSuppression: test/golden/make_detection.py. */

interface Case {
  readonly classes: number;
  readonly confidence: number;
  readonly overlap: number;
  readonly most: number;
  readonly rows: readonly number[];
  readonly boxes: readonly (readonly number[])[];
  readonly scores: readonly number[];
  readonly labels: readonly number[];
}

const { found } = JSON.parse(
  readFileSync(new URL('../../golden/detection.json', import.meta.url), 'utf8'),
) as { readonly found: readonly Case[] };

test.each(found.map((each) => [`${each.boxes.length} of ${each.rows.length} numbers`, each] as const))(
  'objects are those of TensorFlow: %s',
  (_title, { rows, boxes, scores, labels, ...rules }) => {
    const objects = findObjects(rows, rules);
    expect(objects.map(({ label }) => label)).toEqual(labels);
    objects.forEach(({ box, score }, index) => {
      expect(score).toBeCloseTo(scores[index] ?? NaN, 6);
      box.forEach((side, place) => {
        expect(side).toBeCloseTo(boxes[index]?.[place] ?? NaN, 6);
      });
    });
  },
);

test('rows that are sure of nothing tell of no object, and broken numbers of none either', () => {
  const rules = { classes: 1, confidence: 0.05, overlap: 0.5, most: 10 };
  const row = (centerness: number, logit: number) => [
    0.1,
    0.1,
    0.4,
    0.4,
    0.2,
    0.2,
    0.1,
    0.1,
    0,
    8,
    centerness,
    logit,
  ];
  expect(findObjects(row(4, -9), rules)).toEqual([]);
  expect(findObjects(row(NaN, 4), rules)).toEqual([]);
  expect(findObjects(row(4, 4), rules)).toHaveLength(1);
});

test('what overlaps stays where it is of another class', () => {
  const rules = { classes: 2, confidence: 0.05, overlap: 0.5, most: 10 };
  const row = (first: number, second: number) => [
    0.1,
    0.1,
    0.4,
    0.4,
    0.2,
    0.2,
    0.1,
    0.1,
    0,
    8,
    4,
    first,
    second,
  ];
  expect(findObjects([...row(4, 3), ...row(2, 1)], rules).map(({ label }) => label)).toEqual([0, 1]);
});

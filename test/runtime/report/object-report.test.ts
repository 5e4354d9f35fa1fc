import { expect, test } from 'vitest';
import { objectSection } from '../../../runtime/report/page/object-section.ts';
import { ObjectGatherer } from '../../../runtime/report/object-report.ts';
import type { EvaluatedReport } from '../../../runtime/report/report.ts';

const rules = { classes: 2, confidence: 0.05, overlap: 0.5, most: 10 };
const meaning = { kind: 'objects', rules } as const;
const head = { name: 'objects', target: 'boxes', metrics: [], meaning };

/** A row of `Detections` with a box, as sure of a class as a logit says. */
const row = (box: readonly number[], logits: readonly number[]): readonly number[] => [
  ...box,
  ...[0.5, 0.5, 0.1, 0.1, 0, 8, 6],
  ...logits,
];

test('a report tells what was found, missed and taken for something, and draws each', () => {
  const [near, far] = [
    [0.1, 0.1, 0.4, 0.4],
    [0.6, 0.6, 0.9, 0.9],
  ] as const;
  const gatherer = new ObjectGatherer(head, meaning);
  gatherer.add({
    count: 2,
    indexes: [7, 8],
    predictions: new Map([
      [
        'objects',
        {
          dtype: 'float32' as const,
          shape: [2, 2, 13],
          // First: one right, one of the wrong class; second: right, and what is too unsure to be drawn.
          data: Float32Array.from([
            ...[...row(near, [5, -9]), ...row(far, [5, -9])],
            ...[...row(near, [5, -9]), ...row(far, [-4, -9])],
          ]),
        },
      ],
    ]),
    targets: new Map([
      ['boxes', Float32Array.from([...near, 0, ...far, 1, ...near, 0, ...[0, 0, 0, 0, -1]])],
    ]),
    losses: new Map(),
  });
  const report = gatherer.report();
  expect(report).toMatchObject({ examples: 2, right: 2, missed: 1, wrong: 1 });
  expect(report.worst.map(({ index }) => index)).toEqual([7]);
  expect(report.first.map(({ boxes }) => boxes.map(({ kind }) => kind))).toEqual([
    ['true', 'missed', 'right', 'wrong'],
    ['true', 'right'],
  ]);
  const evaluated = { pictures: new Map([[7, 'data:,']]), names: new Map() } as unknown as EvaluatedReport;
  const text = JSON.stringify(objectSection({ kind: 'objects', name: 'objects', ...report }, evaluated));
  expect(text).toContain('1 missed, 1 wrong');
});

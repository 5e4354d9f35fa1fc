import { describe, expect, it } from 'vitest';
import { Calibration } from '../../../runtime/report/calibration.ts';
import { Largest } from '../../../runtime/report/largest.ts';
import { areaUnder, averagePrecision, ScoreCounts } from '../../../runtime/report/score-counts.ts';

describe('score counts', () => {
  // scikit-learn's example of both functions: roc_auc_score 0.75, average_precision_score 0.8333…
  const scores = [0.1, 0.4, 0.35, 0.8];
  const truths = [false, false, true, true];
  const counts = new ScoreCounts();
  scores.forEach((score, index) => counts.add(score, truths[index] ?? false));

  it('give the ROC curve of scikit-learn, and the area under it', () => {
    expect(counts.roc()).toEqual([
      [0, 0],
      [0, 0.5],
      [0.5, 0.5],
      [0.5, 1],
      [1, 1],
    ]);
    expect(areaUnder(counts.roc())).toBeCloseTo(0.75, 12);
  });

  it('give precision over recall, and average precision', () => {
    expect(counts.precisionRecall()).toEqual([
      [0.5, 1],
      [0.5, 0.5],
      [1, 2 / 3],
      [1, 0.5],
    ]);
    expect(averagePrecision(counts.precisionRecall())).toBeCloseTo(0.5 + 0.5 * (2 / 3), 12);
  });

  it('give no curve of a class that has no examples', () => {
    const none = new ScoreCounts();
    none.add(0.5, false);
    expect([none.roc(), none.precisionRecall()]).toEqual([[], []]);
  });
});

// By equations 2 and 3 of Guo et al. 2017, with 15 bins.
it('a calibration compares confidence with how often it was right', () => {
  const calibration = new Calibration();
  for (const [confidence, isRight] of [
    [0.95, true],
    [0.97, false],
    [0.5, true],
    [0.5, true],
  ] as const)
    calibration.add(confidence, isRight);
  expect(calibration.error()).toBeCloseTo((2 / 4) * Math.abs(0.96 - 0.5) + (2 / 4) * 0.5, 12);
  expect(calibration.bins().filter(({ count }) => count > 0)).toHaveLength(2);
});

it('keeps the items of the largest values, and makes no others', () => {
  const largest = new Largest<number>(2);
  let made = 0;
  for (const value of [3, 1, 4, 1, 5, NaN]) {
    largest.offer(value, () => {
      made++;
      return value;
    });
  }
  expect(largest.items()).toEqual([5, 4]);
  expect(made).toBe(4);
});

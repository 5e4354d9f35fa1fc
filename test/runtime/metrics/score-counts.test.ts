import { describe, expect, it } from 'vitest';
import { areaUnder, averagePrecision, ScoreCounts } from '../../../runtime/metrics/score-counts.ts';

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

import { expect, it } from 'vitest';
import { headCollector } from '../../../runtime/evaluate/head-figures.ts';
import type { HeadMeaning } from '../../../runtime/evaluate/head-meaning.ts';
import type { InspectedBatch } from '../../../runtime/evaluate/inspect-part.ts';

/** A batch of two, of one head and its target. */
const batch = (predictions: readonly number[], targets: readonly number[]): InspectedBatch => ({
  count: 2,
  indexes: [0, 1],
  predictions: new Map([
    ['head', { dtype: 'float32', shape: [2, predictions.length / 2], data: Float32Array.from(predictions) }],
  ]),
  targets: new Map([['target', Float32Array.from(targets)]]),
  losses: new Map(),
});

const collector = (meaning: HeadMeaning) =>
  headCollector({ name: 'head', target: 'target', metrics: [], meaning });

it('of boxes tells the mean overlap, and the shares that overlap by a half and by three quarters', () => {
  const boxes = collector({ kind: 'box', form: { format: 'corners', encoding: [] } });
  const [whole, upperHalf] = [
    [0, 0, 1, 1],
    [0, 0, 1, 0.5],
  ] as const;
  boxes?.add(batch([...whole, ...upperHalf], [...whole, ...whole]));
  boxes?.add(batch([...whole, 0, 0, 0.25, 1], [...whole, ...whole]));
  expect(boxes?.figures()).toEqual({
    kind: 'box',
    meanIou: (1 + 0.5 + 1 + 0.25) / 4,
    atLeast: { half: 0.75, threeQuarters: 0.5 },
  });
});

it('of boxes that were none tells nothing but zeros', () => {
  const boxes = collector({ kind: 'box', form: { format: 'corners', encoding: [] } });
  expect(boxes?.figures()).toEqual({ kind: 'box', meanIou: 0, atLeast: { half: 0, threeQuarters: 0 } });
});

it('of classes tells how often each was taken for each', () => {
  const classes = collector({ kind: 'classes', classes: 2, activation: 'none' });
  classes?.add(batch([0.9, 0.1, 0.8, 0.2], [0, 1]));
  expect(classes?.figures()).toMatchObject({ kind: 'classes', accuracy: 0.5 });
});

it('of quantities has nothing to add', () => {
  expect(collector({ kind: 'numbers' })).toBeUndefined();
});

it('of several classes at once tells of each, of all yeses, and how often all are right', () => {
  const labels = collector({ kind: 'labels', classes: 3, activation: 'sigmoid' });
  // Logits: a yes above 0. Figures are those of scikit-learn's `precision_recall_fscore_support`.
  labels?.add(batch([2, -1, 0.5, -2, 3, -1], [1, 0, 0, 0, 1, 0]));
  labels?.add(batch([-1, 1, -1, -1, -1, -1], [1, 1, 0, 0, 0, 0]));
  expect(labels?.figures()).toEqual({
    kind: 'labels',
    examples: 4,
    exact: 0.5,
    perClass: [
      { support: 2, taken: 1, precision: 1, recall: 0.5, f1: 2 / 3 },
      { support: 2, taken: 2, precision: 1, recall: 1, f1: 1 },
      { support: 0, taken: 1, precision: 0, recall: 0, f1: 0 },
    ],
    macro: { precision: 2 / 3, recall: 0.5, f1: (2 / 3 + 1) / 3 },
    micro: { precision: 0.75, recall: 0.75, f1: 0.75 },
  });
});

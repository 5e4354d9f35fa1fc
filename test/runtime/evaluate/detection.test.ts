import { expect, it } from 'vitest';
import { DetectionCollector, detectingHeads } from '../../../runtime/evaluate/detection.ts';
import type { TrainedHead } from '../../../runtime/evaluate/head-meaning.ts';

const form = { format: 'corners', encoding: [] } as const;
const what: TrainedHead = {
  name: 'kind',
  target: 'label',
  metrics: [],
  meaning: { kind: 'classes', classes: 2, activation: 'softmax' },
};
const where: TrainedHead = { name: 'place', target: 'box', metrics: [], meaning: { kind: 'box', form } };

const tensor = (data: readonly number[], size: number) => ({
  dtype: 'float32' as const,
  shape: [2, size],
  data: Float32Array.from(data),
});

it('judges class and box together: one of two found is half of what there is', () => {
  const heads = detectingHeads([what, where]);
  if (heads === undefined) throw new Error('they detect');
  const collector = new DetectionCollector(heads, { height: 100, width: 100 });
  const box = [0.1, 0.1, 0.5, 0.5];
  collector.add({
    count: 2,
    indexes: [0, 1],
    // The second is where it should be, and of the wrong class.
    predictions: new Map([
      ['kind', tensor([3, 0, 3, 0], 2)],
      ['place', tensor([...box, ...box], 4)],
    ]),
    targets: new Map([
      ['label', Float32Array.of(0, 1)],
      ['box', Float32Array.from([...box, ...box])],
    ]),
    losses: new Map(),
  });
  const { coco, voc } = collector.figures();
  const { ap50, ap75, small, medium } = coco;
  // Of class 0 all is found, with a false alarm of the same score behind it; of class 1 nothing.
  for (const each of [ap50, ap75, medium, voc.elevenPoints, voc.allPoints]) expect(each).toBeCloseTo(0.5, 12);
  expect(small).toBeUndefined();
});

it('needs a head of each kind, and one alone', () => {
  expect(detectingHeads([what])).toBeUndefined();
  expect(detectingHeads([what, where, where])).toBeUndefined();
});

import { expect, it } from 'vitest';
import { classAverages, classFigures, Confusion } from '../../../runtime/evaluate/confusion.ts';

const truths = [0, 1, 2, 2, 2, 0, 1, 1, 0, 2];
const predictions = [0, 2, 2, 2, 1, 0, 1, 0, 3, 2];

function confusionOf(classes: number): Confusion {
  const confusion = new Confusion(classes);
  truths.forEach((truth, index) => confusion.add(truth, predictions[index] ?? 0));
  return confusion;
}

// scikit-learn 1.2: classification_report(truths, predictions, labels=[0, 1, 2, 3], zero_division=0, output_dict=True)
it('has the precision, recall, F1 and support of scikit-learn', () => {
  const figures = classFigures(confusionOf(4));
  const rounded = figures.map(({ precision, recall, f1, support }) =>
    [precision, recall, f1, support].map((value) => Number(value.toFixed(6))),
  );
  expect(rounded).toEqual([
    [0.666667, 0.666667, 0.666667, 3],
    [0.5, 0.333333, 0.4, 3],
    [0.75, 0.75, 0.75, 4],
    [0, 0, 0, 0],
  ]);
  const { accuracy, macro, weighted } = classAverages(confusionOf(4));
  expect(accuracy).toBeCloseTo(0.6, 12);
  expect(macro.precision).toBeCloseTo(0.4791667, 6);
  expect(macro.recall).toBeCloseTo(0.4375, 6);
  expect(macro.f1).toBeCloseTo(0.4541667, 6);
  expect(weighted.precision).toBeCloseTo(0.65, 6);
  expect(weighted.f1).toBeCloseTo(0.62, 6);
});

it('leaves classes out of the means that neither occur nor are predicted, as scikit-learn without `labels`', () => {
  expect(classAverages(confusionOf(9)).macro).toEqual(classAverages(confusionOf(4)).macro);
});

it('tells the most frequent mistakes first', () => {
  const confusion = confusionOf(4);
  confusion.add(2, 1);
  expect(confusion.mistakes()).toEqual([
    { truth: 2, predicted: 1, count: 2 },
    { truth: 0, predicted: 3, count: 1 },
    { truth: 1, predicted: 0, count: 1 },
    { truth: 1, predicted: 2, count: 1 },
  ]);
  expect(confusion.rows()[2]).toEqual([0, 2, 3, 0]);
});

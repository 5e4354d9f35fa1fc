import { expect, it } from 'vitest';
import { columnsOf } from '../../../cli/runs/columns-of.ts';

const measures = {
  loss: 1,
  accuracy: 1,
  val_loss: 1,
  val_accuracy: 1,
  val_f1_score: 1,
  test_loss: 1,
  test_accuracy: 1,
};

it('however many measures there are, the validation and the test part are both told', () => {
  expect(columnsOf([{ measures }], 'val_accuracy')).toEqual([
    'val_accuracy',
    'val_loss',
    'test_loss',
    'test_accuracy',
  ]);
});

it('without a validation and a test part, the training part is told', () => {
  expect(columnsOf([{ measures: { loss: 1, accuracy: 1 } }], 'loss')).toEqual(['loss', 'accuracy']);
  expect(columnsOf([], undefined)).toEqual([]);
});

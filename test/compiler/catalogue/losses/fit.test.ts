import { expect, test } from 'vitest';
import { lossesFor, lossMisfit } from '../../../../compiler/catalogue/losses/fit.ts';
import { losses } from '../../../../compiler/catalogue/losses/registry.ts';
import { metricsFor } from '../../../../compiler/catalogue/metrics/metrics-for.ts';
import type { FieldType } from '../../../../compiler/catalogue/fields/field-type.ts';

const ten: FieldType = { kind: 'class', classes: 10 };
const two: FieldType = { kind: 'class', classes: 2 };
const box: FieldType = { kind: 'box', format: 'center' };
const picture: FieldType = { kind: 'tensor', dtype: 'uint8', shape: [8, 8, 1] };

const kinds = (found: readonly { readonly kind: string }[]): readonly string[] =>
  found.map(({ kind }) => kind);

const lossKinds = (shape: readonly number[], type: FieldType): readonly string[] =>
  kinds(lossesFor({ shape, target: { name: 'y', type } }));

const metricKinds = (shape: readonly number[], type: FieldType, asClasses = false): readonly string[] =>
  kinds(
    metricsFor({
      shape,
      target: { name: 'y', type },
      ...(asClasses && { scores: { kind: 'each' } }),
      encoding: [],
    }),
  );

test('losses for an output follow from its shape and its field', () => {
  expect(lossKinds([10], ten)).toEqual(['sparse_categorical_crossentropy', 'binary_crossentropy']);
  expect(lossKinds([9], ten)).toEqual([]);
  expect(lossKinds([1], two)).toEqual(['binary_crossentropy']);
  expect(lossKinds([4], box)).toEqual(['mse', 'mae']);
  expect(lossKinds([8, 8, 1], picture)).toEqual([
    'categorical_crossentropy',
    'binary_crossentropy',
    'mse',
    'mae',
  ]);
});

test('a misfit says what fits', () => {
  const compared = { shape: [4], target: { name: 'place', type: box } };
  expect(lossMisfit(losses.binary_crossentropy, compared)).toBe('`place` is a box; use `mse` or `mae`');
});

const ofClasses = [
  ...['precision', 'recall', 'f1_score', 'fbeta_score', 'auc', 'balanced_accuracy', 'cohen_kappa'],
  ...['matthews_correlation', 'log_loss', 'brier', 'ece', 'mean_iou', 'dice', 'pixel_accuracy'],
];

test('metrics for an output follow from its shape, its field and whether its loss is of classes', () => {
  expect(metricKinds([10], ten)).toEqual([
    'accuracy',
    'sparse_categorical_accuracy',
    'binary_accuracy',
    'top_k_categorical_accuracy',
    'sparse_top_k_categorical_accuracy',
    ...ofClasses,
  ]);
  expect(metricKinds([4], box)).toEqual(['mse', 'rmse', 'mae', 'r2_score', 'box_iou', 'box_giou']);
  expect(metricKinds([8, 8, 1], picture)).not.toContain('accuracy');
  expect(metricKinds([8, 8, 1], picture, true)).toContain('accuracy');
  expect(metricKinds([8, 8, 1], picture, true)).toContain('dice');
  expect(metricKinds([8, 8, 3], { ...picture, shape: [8, 8, 3] }, true)).not.toContain('cohen_kappa');
});

import type { LossSpec } from './train-spec.ts';

type LossKind = LossSpec['kind'];

/** Keras's words for each loss, and the class that takes parameters. */
export const losses: readonly {
  readonly kind: LossKind;
  readonly words: readonly string[];
  readonly name: string;
}[] = [
  {
    kind: 'sparse_categorical_crossentropy',
    words: ['sparse_categorical_crossentropy'],
    name: 'SparseCategoricalCrossentropy',
  },
  {
    kind: 'categorical_crossentropy',
    words: ['categorical_crossentropy'],
    name: 'CategoricalCrossentropy',
  },
  { kind: 'binary_crossentropy', words: ['binary_crossentropy', 'bce'], name: 'BinaryCrossentropy' },
  { kind: 'mse', words: ['mse', 'mean_squared_error'], name: 'MeanSquaredError' },
  { kind: 'mae', words: ['mae', 'mean_absolute_error'], name: 'MeanAbsoluteError' },
];

export const lossWords: readonly string[] = losses.flatMap(({ words }) => words);

/** Metrics that are a bare word. */
export const metricWords: readonly string[] = [
  'accuracy',
  'acc',
  'sparse_categorical_accuracy',
  'categorical_accuracy',
  'binary_accuracy',
  'top_k_categorical_accuracy',
  'sparse_top_k_categorical_accuracy',
  'mse',
  'mean_squared_error',
  'mae',
  'mean_absolute_error',
];

import type { NamedLoss } from './named-loss.ts';

/** A loss as Keras names it. */
export interface LossName {
  readonly kind: NamedLoss['kind'];
  readonly words: readonly string[];
  /** The class that takes parameters. */
  readonly name: string;
}

export const lossNames: readonly LossName[] = [
  {
    kind: 'sparse_categorical_crossentropy',
    words: ['sparse_categorical_crossentropy'],
    name: 'SparseCategoricalCrossentropy',
  },
  { kind: 'categorical_crossentropy', words: ['categorical_crossentropy'], name: 'CategoricalCrossentropy' },
  { kind: 'binary_crossentropy', words: ['binary_crossentropy', 'bce'], name: 'BinaryCrossentropy' },
  { kind: 'mse', words: ['mse', 'mean_squared_error'], name: 'MeanSquaredError' },
  { kind: 'mae', words: ['mae', 'mean_absolute_error'], name: 'MeanAbsoluteError' },
];

export const lossWords: readonly string[] = lossNames.flatMap(({ words }) => words);

/** Keras's losses that have no definition here yet. */
export const kerasLosses: ReadonlySet<string> = new Set(
  `BinaryFocalCrossentropy CTC CategoricalGeneralizedCrossEntropy CategoricalHinge
  Circle CosineSimilarity Hinge KLDivergence LogCosh MeanAbsolutePercentageError
  MeanSquaredLogarithmicError Poisson SquaredHinge binary_focal_crossentropy
  categorical_hinge circle cosine_similarity ctc hinge kl_divergence kld
  log_cosh mape mean_absolute_percentage_error mean_squared_logarithmic_error msle poisson squared_hinge`.split(
    /\s+/,
  ),
);

import type { MetricSpec, NamedLoss } from './train-spec.ts';

/** A loss as Keras names it. */
export interface LossName {
  readonly kind: NamedLoss['kind'];
  readonly words: readonly string[];
  /** The class that takes parameters. */
  readonly name: string;
}

export const losses: readonly LossName[] = [
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

export const lossWords: readonly string[] = losses.flatMap(({ words }) => words);

/** A metric as Keras names it; `accuracy` is decided by the target and the output. */
export interface MetricName {
  readonly kind: MetricSpec['kind'] | 'accuracy';
  readonly words: readonly string[];
  readonly name: string;
}

export const metrics: readonly MetricName[] = [
  { kind: 'accuracy', words: ['accuracy', 'acc'], name: 'Accuracy' },
  {
    kind: 'sparse_categorical_accuracy',
    words: ['sparse_categorical_accuracy'],
    name: 'SparseCategoricalAccuracy',
  },
  { kind: 'categorical_accuracy', words: ['categorical_accuracy'], name: 'CategoricalAccuracy' },
  { kind: 'binary_accuracy', words: ['binary_accuracy'], name: 'BinaryAccuracy' },
  { kind: 'top_k', words: ['top_k_categorical_accuracy'], name: 'TopKCategoricalAccuracy' },
  { kind: 'top_k', words: ['sparse_top_k_categorical_accuracy'], name: 'SparseTopKCategoricalAccuracy' },
  { kind: 'mse', words: ['mse', 'mean_squared_error'], name: 'MeanSquaredError' },
  { kind: 'mae', words: ['mae', 'mean_absolute_error'], name: 'MeanAbsoluteError' },
  { kind: 'box_iou', words: ['box_iou'], name: 'BoxIoU' },
];

export const metricWords: readonly string[] = metrics.flatMap(({ words }) => words);

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

/** Keras's metrics that have no definition here yet. */
export const knownMetrics: ReadonlySet<string> = new Set(
  `AUC BinaryIoU CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives IoU MeanIoU OneHotIoU
  OneHotMeanIoU Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError
  SensitivityAtSpecificity SpecificityAtSensitivity TrueNegatives TruePositives auc precision recall
  root_mean_squared_error f1_score mean_io_u`.split(/\s+/),
);

/** Keras's optimizers that have no definition here yet. */
export const kerasOptimizers: ReadonlySet<string> = new Set(
  'Adadelta Adafactor Adagrad AdamW Adamax Ftrl Lamb Lion Muon ScheduleFreeAdamW'.split(' '),
);

/** Keras's parameters of every optimizer that are not supported yet. */
const missingOptimizerParameters = Object.fromEntries(
  `weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency
  loss_scale_factor`
    .split(/\s+/)
    .map((name) => [name, '']),
);

/** Keras's parameters of every optimizer that are not supported, each with the reason. */
export const unsupportedOptimizerParameters: Readonly<Record<string, string>> = {
  ...missingOptimizerParameters,
  gradient_accumulation_steps: 'write `accumulate = k` in the phase or the train block',
};

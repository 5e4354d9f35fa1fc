import type { MetricSpec } from './metric-spec.ts';

/** A metric as Keras names it; `accuracy` is decided by the target and the output. */
export interface MetricName {
  readonly kind: MetricSpec['kind'] | 'accuracy';
  readonly words: readonly string[];
  readonly name: string;
}

export const metricNames: readonly MetricName[] = [
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

export const metricWords: readonly string[] = metricNames.flatMap(({ words }) => words);

/** Keras's metrics that have no definition here yet. */
export const knownMetrics: ReadonlySet<string> = new Set(
  `AUC BinaryIoU CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives IoU MeanIoU OneHotIoU
  OneHotMeanIoU Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError
  SensitivityAtSpecificity SpecificityAtSensitivity TrueNegatives TruePositives auc precision recall
  root_mean_squared_error f1_score mean_io_u`.split(/\s+/),
);

import { namesIn } from '../entry/entry.ts';

/** Metrics of Keras; what has no entry of these is not here yet. */
export const kerasMetrics: ReadonlySet<string> = new Set(
  namesIn(`AUC BinaryIoU CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives IoU MeanIoU OneHotIoU
  OneHotMeanIoU Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError
  SensitivityAtSpecificity SpecificityAtSensitivity TrueNegatives TruePositives auc precision recall
  root_mean_squared_error f1_score mean_io_u`),
);

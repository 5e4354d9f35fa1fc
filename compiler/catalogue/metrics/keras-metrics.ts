import { namesIn } from '../entry/entry.ts';

/** Metrics of Keras; what has no entry of these is not here yet. */
export const kerasMetrics: ReadonlySet<string> = new Set(
  namesIn(`CosineSimilarity FalseNegatives FalsePositives PrecisionAtRecall RecallAtPrecision
  SensitivityAtSpecificity SpecificityAtSensitivity TrueNegatives TruePositives`),
);

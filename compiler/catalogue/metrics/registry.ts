import { registryOf } from '../entry/entry.ts';
import type { LayerParams } from '../parameters/parameters.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { ap, ap50, ap75 } from './average-precision.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { binaryAccuracy } from './binary-accuracy.ts';
import { boxGiou } from './box-giou.ts';
import { boxIou } from './box-iou.ts';
import { brier } from './brier.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import { cohenKappa } from './cohen-kappa.ts';
import type { AnyMetricDefinition, BoxNumbers, Scores } from './define-metric.ts';
import { dice } from './dice.ts';
import { ece } from './ece.ts';
import { f1Score, fbetaScore } from './f-score.ts';
import { keypointDistance } from './keypoint-distance.ts';
import { logLoss } from './log-loss.ts';
import { matthewsCorrelation } from './matthews-correlation.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanIou } from './mean-iou.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { pixelAccuracy } from './pixel-accuracy.ts';
import { precision, recall } from './precision-recall.ts';
import { r2Score } from './r2-score.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';
import { sparseTopKCategoricalAccuracy, topKCategoricalAccuracy } from './top-k-categorical-accuracy.ts';

/** Every metric, by kind. */
export const metrics = registryOf(
  accuracy,
  sparseCategoricalAccuracy,
  categoricalAccuracy,
  binaryAccuracy,
  topKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  precision,
  recall,
  f1Score,
  fbetaScore,
  auc,
  balancedAccuracy,
  cohenKappa,
  matthewsCorrelation,
  logLoss,
  brier,
  ece,
  meanIou,
  dice,
  pixelAccuracy,
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  r2Score,
  boxIou,
  boxGiou,
  keypointDistance,
  ap,
  ap50,
  ap75,
);

export type MetricKind = keyof typeof metrics;

/** Every metric, in the order of messages and of the reference. */
export const metricDefinitions: readonly (AnyMetricDefinition & { readonly kind: MetricKind })[] =
  Object.values(metrics);

/** A metric as an objective asks for it. */
export interface MetricSpec {
  /** What it is called in logs: `accuracy`, `top_5_accuracy`. */
  readonly name: string;
  readonly kind: MetricKind;
  readonly params: LayerParams;
  /** Of one that reads boxes. */
  readonly box?: BoxNumbers;
  /** Of one that reads scores. */
  readonly scores?: Scores;
}

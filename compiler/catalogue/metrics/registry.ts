import { registryOf } from '../entry/entry.ts';
import type { LayerParams } from '../parameters/parameters.ts';
import { accuracy } from './accuracy.ts';
import { binaryAccuracy } from './binary-accuracy.ts';
import { boxIou } from './box-iou.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import type { AnyMetricDefinition, BoxNumbers } from './define-metric.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
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
  meanSquaredError,
  meanAbsoluteError,
  boxIou,
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
}

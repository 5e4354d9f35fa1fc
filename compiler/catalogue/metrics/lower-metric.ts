import type { SymbolicShape } from '../../ir/extent.ts';
import type { TensorType, Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { AnyMetricDefinition, MetricContext } from './define-metric.ts';
import { metrics, type MetricSpec } from './registry.ts';

/** What a metric compares a prediction of this shape with; `lossTarget`: what the loss does. */
export const metricTarget = (
  { kind }: MetricSpec,
  prediction: SymbolicShape,
  lossTarget: TensorType,
): TensorType => metrics[kind].target(prediction, lossTarget);

/** Adds what a batch gives of a metric: its mean over the batch, a scalar, or the statistics that are added up. */
export function lowerMetric(
  build: Builder,
  { kind, params, box, scores }: MetricSpec,
  compared: Pick<MetricContext, 'target' | 'prediction' | 'labelled'>,
): Value {
  const context = { build, ...compared, box, scores };
  const metric: AnyMetricDefinition = metrics[kind];
  const statistics = metric.statistics?.(context, params);
  if (statistics !== undefined) return statistics;
  const each = metric.lower?.(context, params);
  if (each === undefined) throw new RangeError(`${kind} has no value`);
  return build.op('reduceMean', [each], { axes: each.shape.map((_, axis) => axis), keepDims: false });
}

/** What the sums of a metric's statistics come to; undefined for one that is a mean. */
export function resultOf({ kind, params }: MetricSpec): MetricResult | undefined {
  const { result }: AnyMetricDefinition = metrics[kind];
  return result && ((sums, examples) => result(sums, params, examples));
}

/** A figure of sums over so many examples. */
export type MetricResult = (sums: readonly number[], examples: number) => number;

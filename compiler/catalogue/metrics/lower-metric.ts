import type { SymbolicShape } from '../../ir/extent.ts';
import type { TensorType, Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { metrics, type MetricSpec } from './registry.ts';

/** What a metric compares a prediction of this shape with; `lossTarget`: what the loss does. */
export const metricTarget = (
  { kind }: MetricSpec,
  prediction: SymbolicShape,
  lossTarget: TensorType,
): TensorType => metrics[kind].target(prediction, lossTarget);

/** Adds a metric: its mean over the batch, a scalar. */
export function lowerMetric(
  build: Builder,
  { kind, params, box }: MetricSpec,
  target: Value,
  prediction: Value,
): Value {
  const each = metrics[kind].lower({ build, target, prediction, box }, params);
  return build.op('reduceMean', [each], { axes: each.shape.map((_, axis) => axis), keepDims: false });
}

import { decodeBox } from '../steps/box-encoding.ts';
import type { Builder } from '../../ops/builder.ts';
import type { TensorType, Value } from '../../ir/ir.ts';
import { known, type SymbolicShape } from '../../ir/extent.ts';
import type { MetricSpec } from './metric-spec.ts';
import { boxIou } from './box-iou.ts';

/** The metric's value for each example (and position); its mean over the data is what is reported. */
type MetricLowering = (build: Builder, target: Value, prediction: Value, spec: MetricSpec) => Value;

const lastAxis = (value: Value): number => value.shape.length - 1;

const toFloat = (build: Builder, value: Value): Value => build.op('cast', [value], { dtype: 'float32' });

const classOf = (build: Builder, value: Value): Value =>
  build.op('argMax', [value], { axis: lastAxis(value) });

/** 1 where fewer than k classes have a larger prediction than the target's (TensorFlow's in_top_k). */
function inTopK(build: Builder, target: Value, prediction: Value, k: number): Value {
  const oneHot = build.op('oneHot', [target], { depth: known(prediction.shape[lastAxis(prediction)]) });
  const axes = [lastAxis(prediction)];
  const own = build.op('reduceSum', [build.op('multiply', [oneHot, prediction], {})], {
    axes,
    keepDims: true,
  });
  const larger = toFloat(build, build.op('greater', [prediction, own], {}));
  const rank = build.op('reduceSum', [larger], { axes, keepDims: false });
  return toFloat(build, build.op('greater', [build.constant(k), rank], {}));
}

const meanOver = (build: Builder, each: Value): Value =>
  build.op('reduceMean', [each], { axes: [lastAxis(each)], keepDims: false });

const lowerings: Readonly<Record<MetricSpec['kind'], MetricLowering>> = {
  sparse_categorical_accuracy: (build, target, prediction) =>
    toFloat(build, build.op('equal', [target, classOf(build, prediction)], {})),
  categorical_accuracy: (build, target, prediction) =>
    toFloat(build, build.op('equal', [classOf(build, target), classOf(build, prediction)], {})),
  binary_accuracy: (build, target, prediction) => {
    const yes = toFloat(build, build.op('greater', [prediction, build.constant(0.5)], {}));
    return meanOver(build, toFloat(build, build.op('equal', [target, yes], {})));
  },
  top_k: (build, target, prediction, { k }) =>
    inTopK(build, target.dtype === 'int32' ? target : classOf(build, target), prediction, k ?? 5),
  mse: (build, target, prediction) =>
    meanOver(build, build.op('square', [build.op('subtract', [prediction, target], {})], {})),
  mae: (build, target, prediction) =>
    meanOver(build, build.op('abs', [build.op('subtract', [prediction, target], {})], {})),
  box_iou: (build, target, prediction, { format, encoding = [] }) =>
    boxIou(
      build,
      decodeBox(build, target, encoding),
      decodeBox(build, prediction, encoding),
      format ?? 'center',
    ),
};

/** What a metric is compared with, for a prediction of this shape; undefined: what the loss is. */
export function metricTarget({ kind }: MetricSpec, prediction: SymbolicShape): TensorType | undefined {
  if (kind === 'top_k') return undefined;
  return kind === 'sparse_categorical_accuracy'
    ? { shape: prediction.slice(0, -1), dtype: 'int32' }
    : { shape: prediction, dtype: 'float32' };
}

/** Adds a metric: its mean over the batch, a scalar. */
export function lowerMetric(build: Builder, spec: MetricSpec, target: Value, prediction: Value): Value {
  const each = lowerings[spec.kind](build, target, prediction, spec);
  return build.op('reduceMean', [each], { axes: each.shape.map((_, axis) => axis), keepDims: false });
}

import { known } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { classOf, lastAxis, toFloat } from './arithmetic.ts';
import { boxIsNeither, defineMetric } from './define-metric.ts';

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

const topK = <const K extends string>(kind: K, className: string) =>
  defineMetric({
    kind,
    aliases: [className],
    doc: 'How often the class of the target is among those of the k largest values; in logs `top_5_accuracy`. The target may be a class, or a share of each.',
    better: 'more',
    params: { k: { type: 'integer', minimum: 1, default: 5, doc: 'How many guesses count.' } },
    misfit({ shape, target: { type } }, { k }) {
      if (type.kind === 'box') return boxIsNeither;
      const last = shape.at(-1) ?? 1;
      return typeof last === 'number' && k >= last
        ? { why: `the best ${k} of ${last} are always right` }
        : undefined;
    },
    logged: ({ k }) => `top_${k}_accuracy`,
    target: (_prediction, lossTarget) => lossTarget,
    lower: ({ build, target, prediction }, { k }) =>
      inTopK(build, target.dtype === 'int32' ? target : classOf(build, target), prediction, k),
  });

export const topKCategoricalAccuracy = topK('top_k_categorical_accuracy', 'TopKCategoricalAccuracy');

export const sparseTopKCategoricalAccuracy = topK(
  'sparse_top_k_categorical_accuracy',
  'SparseTopKCategoricalAccuracy',
);

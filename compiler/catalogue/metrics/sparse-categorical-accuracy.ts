import { classOf, toFloat } from './arithmetic.ts';
import type { Value } from '../../ir/ir.ts';
import { defineMetric, labelsAreSeveral, type MetricContext } from './define-metric.ts';

/** Whether the class of the largest value is the target, a class. */
export const isRight = ({ build, target, prediction }: MetricContext): Value =>
  toFloat(build, build.op('equal', [target, classOf(build, prediction)], {}));

export const sparseCategoricalAccuracy = defineMetric({
  kind: 'sparse_categorical_accuracy',
  aliases: ['SparseCategoricalAccuracy'],
  doc: 'How often the class of the largest value is the target, a class.',
  better: 'more',
  params: {},
  misfit({ shape, target: { name, type } }) {
    if (type.kind === 'classes') return labelsAreSeveral(name);
    if (type.kind !== 'class') return { why: `\`${name}\` is not a class` };
    return shape.at(-1) === 1 ? { why: 'it has one value only', use: 'accuracy' } : undefined;
  },
  target: (prediction) => ({ shape: prediction.slice(0, -1), dtype: 'int32' }),
  lower: isRight,
});

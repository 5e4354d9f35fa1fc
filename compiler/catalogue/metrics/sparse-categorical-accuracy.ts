import { classOf, toFloat } from './arithmetic.ts';
import { defineMetric } from './define-metric.ts';

export const sparseCategoricalAccuracy = defineMetric({
  kind: 'sparse_categorical_accuracy',
  aliases: ['SparseCategoricalAccuracy'],
  doc: 'How often the class of the largest value is the target, a class.',
  params: {},
  misfit({ shape, target: { name, type } }) {
    if (type.kind !== 'class') return { why: `\`${name}\` is not a class` };
    return shape.at(-1) === 1 ? { why: 'it has one value only', use: 'accuracy' } : undefined;
  },
  target: (prediction) => ({ shape: prediction.slice(0, -1), dtype: 'int32' }),
  lower: ({ build, target, prediction }) =>
    toFloat(build, build.op('equal', [target, classOf(build, prediction)], {})),
});

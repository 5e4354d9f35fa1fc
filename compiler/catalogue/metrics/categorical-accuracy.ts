import { classOf, toFloat } from './arithmetic.ts';
import {
  boxIsNeither,
  defineMetric,
  labelsAreSeveral,
  likePrediction,
  sizesDiffer,
} from './define-metric.ts';

export const categoricalAccuracy = defineMetric({
  kind: 'categorical_accuracy',
  aliases: ['CategoricalAccuracy'],
  doc: 'How often the largest value is where that of the target is, which has a share of each class.',
  better: 'more',
  params: {},
  misfit(judged) {
    const { name, type } = judged.target;
    if (type.kind === 'box') return boxIsNeither;
    if (type.kind === 'classes') return labelsAreSeveral(name);
    return type.kind === 'class'
      ? { why: `\`${name}\` is a class number`, use: 'accuracy' }
      : sizesDiffer(judged);
  },
  target: likePrediction,
  lower: ({ build, target, prediction }) =>
    toFloat(build, build.op('equal', [classOf(build, target), classOf(build, prediction)], {})),
});

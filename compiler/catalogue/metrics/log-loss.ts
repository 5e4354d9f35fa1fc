import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { clipProbability } from '../losses/logits.ts';
import { meanOver } from './arithmetic.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { classScores, notOfClasses } from './scores.ts';

/** target · ln p */
const likelihood = (build: Builder, target: Value, probability: Value): Value =>
  build.op('multiply', [target, build.op('log', [clipProbability(build, probability)], {})], {});

export const logLoss = defineMetric({
  kind: 'log_loss',
  aliases: ['LogLoss'],
  elsewhere: `logloss negative_log_likelihood nll cross_entropy crossentropy binary_crossentropy bce
    categorical_crossentropy sparse_categorical_crossentropy BinaryCrossentropy CategoricalCrossentropy
    SparseCategoricalCrossentropy`,
  doc: 'The mean of −ln of the probability of what is so, clipped to [1e−7, 1 − 1e−7]; as scikit-learn’s `log_loss`.',
  params: {},
  readsScores: true,
  misfit: notOfClasses,
  target: likePrediction,
  lower(context) {
    const { build, target, prediction, exclusive } = classScores(context);
    const yes = likelihood(build, target, prediction);
    if (exclusive)
      return build.op('negate', [build.op('reduceSum', [yes], { axes: [1], keepDims: false })], {});
    const not = (value: Value): Value => build.op('subtract', [build.constant(1), value], {});
    const no = likelihood(build, not(target), not(prediction));
    return meanOver(build, build.op('negate', [build.op('add', [yes, no], {})], {}));
  },
});

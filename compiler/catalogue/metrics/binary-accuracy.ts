import { meanOver, toFloat } from './arithmetic.ts';
import { boxIsNeither, defineMetric, likePrediction } from './define-metric.ts';

export const binaryAccuracy = defineMetric({
  kind: 'binary_accuracy',
  aliases: ['BinaryAccuracy'],
  elsewhere: 'binary_acc BinaryAcc',
  doc: 'How often values above 0.5 are where the target is 1, and no others.',
  better: 'more',
  params: {},
  misfit: ({ target: { type } }) => (type.kind === 'box' ? boxIsNeither : undefined),
  target: likePrediction,
  lower({ build, target, prediction }) {
    const yes = toFloat(build, build.op('greater', [prediction, build.constant(0.5)], {}));
    return meanOver(build, toFloat(build, build.op('equal', [target, yes], {})));
  },
});

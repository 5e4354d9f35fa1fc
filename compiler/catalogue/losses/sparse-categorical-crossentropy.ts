import { defineLoss } from './define-loss.ts';
import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { clipProbability, logitParams, logitsBehind } from './logits.ts';
import { meanOfCounted } from './mean-of-counted.ts';
import { smoothed, smoothing } from './smoothing.ts';
import { classes, rows, softmaxCrossentropy } from './softmax-crossentropy.ts';

/** Whose target is of another class than the one that is ignored. */
function ofOthers(build: Builder, each: Value, target: Value, ignored: number): Value {
  const number = build.op('cast', [target], { dtype: 'float32' });
  return meanOfCounted(build, each, build.op('equal', [number, build.constant(ignored)], {}));
}

export const sparseCategoricalCrossentropy = defineLoss({
  kind: 'sparse_categorical_crossentropy',
  aliases: ['SparseCategoricalCrossentropy'],
  elsewhere: 'scce sparse_crossentropy sparse_cross_entropy SparseCrossEntropy',
  elsewhereOfLogits: `CrossEntropyLoss CrossEntropy cross_entropy crossentropy cross_entropy_loss CELoss ce xent
    softmax_cross_entropy softmaxCrossEntropy sparse_softmax_cross_entropy sparse_softmax_cross_entropy_with_logits
    softmax_cross_entropy_with_logits NLLLoss nll_loss nll SoftmaxWithLoss`,
  doc: 'Cross-entropy with a class number as target. Without logits behind the prediction, the logarithm of the clipped probabilities serves as logits, as in Keras.',
  params: {
    ...logitParams,
    ...smoothing,
    ignore_class: {
      type: 'integer',
      nullable: true,
      default: null,
      doc: 'The number of a class whose examples (and positions) count for nothing, also in the mean: −1 or 255 for pixels that nobody has labelled.',
    },
  },
  fields: ['class', 'mask'],
  usualFor: ['class', 'mask'],
  activation: 'softmax',
  target: (prediction) => ({ shape: rows(prediction), dtype: 'int32' }),
  lower(context, params) {
    const { build, target, prediction } = context;
    const count = classes(prediction);
    const oneHot = build.op('oneHot', [target], { depth: count });
    const wanted = smoothed(build, oneHot, params.label_smoothing, count);
    const logits =
      logitsBehind(context, 'softmax', params) ?? build.op('log', [clipProbability(build, prediction)], {});
    const each = softmaxCrossentropy(build, logits, wanted);
    return params.ignore_class === null ? each : ofOthers(build, each, target, params.ignore_class);
  },
});

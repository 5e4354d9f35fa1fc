import { defineLoss } from './define-loss.ts';
import { clipProbability, logitParams, logitsBehind } from './logits.ts';
import { classes, rows, softmaxCrossentropy } from './softmax-crossentropy.ts';

export const sparseCategoricalCrossentropy = defineLoss({
  kind: 'sparse_categorical_crossentropy',
  aliases: ['SparseCategoricalCrossentropy'],
  elsewhere: 'scce sparse_crossentropy sparse_cross_entropy SparseCrossEntropy',
  elsewhereOfLogits: `CrossEntropyLoss CrossEntropy cross_entropy crossentropy cross_entropy_loss CELoss ce xent
    softmax_cross_entropy softmaxCrossEntropy sparse_softmax_cross_entropy sparse_softmax_cross_entropy_with_logits
    softmax_cross_entropy_with_logits NLLLoss nll_loss nll SoftmaxWithLoss`,
  doc: 'Cross-entropy with a class number as target. Without logits behind the prediction, the logarithm of the clipped probabilities serves as logits, as in Keras.',
  params: logitParams,
  fields: ['class'],
  usualFor: ['class'],
  activation: 'softmax',
  target: (prediction) => ({ shape: rows(prediction), dtype: 'int32' }),
  lower(context, params) {
    const { build, target, prediction } = context;
    const oneHot = build.op('oneHot', [target], { depth: classes(prediction) });
    const logits =
      logitsBehind(context, 'softmax', params) ?? build.op('log', [clipProbability(build, prediction)], {});
    return softmaxCrossentropy(build, logits, oneHot);
  },
});

import { defineLoss } from './define-loss.ts';
import { clipProbability, logitParams, logitsBehind } from './logits.ts';
import { smoothed, smoothing } from './smoothing.ts';
import { classes, softmaxCrossentropy } from './softmax-crossentropy.ts';

export const categoricalCrossentropy = defineLoss({
  kind: 'categorical_crossentropy',
  aliases: ['CategoricalCrossentropy'],
  doc: 'Cross-entropy with a probability for each class as target. Without logits behind the prediction, it is scaled to sum to one and clipped: −Σ target · ln p, as in Keras.',
  params: { ...logitParams, ...smoothing },
  fields: ['tensor'],
  activation: 'softmax',
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower(context, params) {
    const { build, prediction } = context;
    const target = smoothed(build, context.target, params.label_smoothing, classes(prediction));
    const logits = logitsBehind(context, 'softmax', params);
    if (logits !== undefined) return softmaxCrossentropy(build, logits, target);
    const axes = [prediction.shape.length - 1];
    const total = build.op('reduceSum', [prediction], { axes, keepDims: true });
    const probability = clipProbability(build, build.op('divide', [prediction, total], {}));
    const weighted = build.op('multiply', [target, build.op('log', [probability], {})], {});
    return build.op('negate', [build.op('reduceSum', [weighted], { axes, keepDims: false })], {});
  },
});

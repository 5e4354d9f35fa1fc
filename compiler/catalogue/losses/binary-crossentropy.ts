import type { Value } from '../../ir/ir.ts';
import { defineLoss, type LossContext } from './define-loss.ts';
import { clipProbability, logitParams, logitsBehind } from './logits.ts';
import { smoothed, smoothing } from './smoothing.ts';

/**
 * `max(x, 0) − x z + ln(1 + e^−|x|)` (the stable form of tf.nn.sigmoid_cross_entropy_with_logits), with (x + |x|) / 2 as the
 * maximum: its slope at zero is a half, so that the gradient of a logit of zero is σ(0) − z.
 */
function sigmoidCrossentropy({ build, target }: LossContext, x: Value): Value {
  const size = build.op('abs', [x], {});
  const positive = build.op('multiply', [build.op('add', [x, size], {}), build.constant(0.5)], {});
  const linear = build.op('subtract', [positive, build.op('multiply', [x, target], {})], {});
  const decay = build.op('exp', [build.op('negate', [size], {})], {});
  return build.op(
    'add',
    [linear, build.op('log', [build.op('add', [decay, build.constant(1)], {})], {})],
    {},
  );
}

function probabilityCrossentropy({ build, target, prediction }: LossContext): Value {
  const p = clipProbability(build, prediction);
  const one = build.constant(1);
  const hit = build.op('multiply', [target, build.op('log', [p], {})], {});
  const missLog = build.op('log', [build.op('subtract', [one, p], {})], {});
  const miss = build.op('multiply', [build.op('subtract', [one, target], {}), missLog], {});
  return build.op('negate', [build.op('add', [hit, miss], {})], {});
}

export const binaryCrossentropy = defineLoss({
  kind: 'binary_crossentropy',
  aliases: ['bce', 'BinaryCrossentropy'],
  elsewhere: 'BCELoss BCE binary_cross_entropy BinaryCrossEntropy log_loss logLoss logloss',
  elsewhereOfLogits: `BCEWithLogitsLoss binary_cross_entropy_with_logits sigmoid_cross_entropy
    sigmoid_cross_entropy_with_logits sigmoidCrossEntropy`,
  doc: 'Cross-entropy of independent yes-or-no targets, averaged over the last axis.',
  params: { ...logitParams, ...smoothing },
  fields: ['class', 'classes', 'mask', 'tensor'],
  usualFor: ['classes'],
  activation: 'sigmoid',
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower(given, params) {
    const context = { ...given, target: smoothed(given.build, given.target, params.label_smoothing, 2) };
    const logits = logitsBehind(context, 'sigmoid', params);
    const each =
      logits === undefined ? probabilityCrossentropy(context) : sigmoidCrossentropy(context, logits);
    return context.build.op('reduceMean', [each], { axes: [each.shape.length - 1], keepDims: false });
  },
});

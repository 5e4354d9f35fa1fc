import { elements, fixed, known, type SymbolicShape } from '../../ir/extent.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { clipProbability, defineLoss, logitsBehind, type LossContext } from './define-loss.ts';

const rows = (shape: SymbolicShape): SymbolicShape => shape.slice(0, -1);
const classes = (value: Value): number => known(value.shape[value.shape.length - 1]);

/** Cross-entropy of logits with target probabilities of the same shape, for any number of leading axes. */
function crossEntropy(build: Builder, logits: Value, target: Value): Value {
  const lead = rows(logits.shape);
  const flat = [elements(lead), fixed(classes(logits))];
  const [loss] = build.all(
    'softmaxCrossEntropy',
    lead.length === 1
      ? [logits, target]
      : [build.op('reshape', [logits], { shape: flat }), build.op('reshape', [target], { shape: flat })],
    {},
  );
  if (loss === undefined) throw new RangeError('softmaxCrossEntropy has no output');
  return lead.length === 1 ? loss : build.op('reshape', [loss], { shape: lead });
}

export const sparseCategoricalCrossentropy = defineLoss({
  kind: 'sparse_categorical_crossentropy',
  doc: 'Cross-entropy with a class number as target. Without logits behind the prediction, the logarithm of the clipped probabilities serves as logits, as in Keras.',
  target: (prediction) => ({ shape: rows(prediction), dtype: 'int32' }),
  lower(context) {
    const { build, target, prediction } = context;
    const oneHot = build.op('oneHot', [target], { depth: classes(prediction) });
    const logits =
      logitsBehind(context, 'softmax') ?? build.op('log', [clipProbability(build, prediction)], {});
    return crossEntropy(build, logits, oneHot);
  },
});

export const categoricalCrossentropy = defineLoss({
  kind: 'categorical_crossentropy',
  doc: 'Cross-entropy with a probability for each class as target. Without logits behind the prediction, it is scaled to sum to one and clipped: −Σ target · ln p, as in Keras.',
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower(context) {
    const { build, target, prediction } = context;
    const logits = logitsBehind(context, 'softmax');
    if (logits !== undefined) return crossEntropy(build, logits, target);
    const axes = [prediction.shape.length - 1];
    const total = build.op('reduceSum', [prediction], { axes, keepDims: true });
    const probability = clipProbability(build, build.op('divide', [prediction, total], {}));
    const weighted = build.op('multiply', [target, build.op('log', [probability], {})], {});
    return build.op('negate', [build.op('reduceSum', [weighted], { axes, keepDims: false })], {});
  },
});

/**
 * `max(x, 0) − x z + ln(1 + e^−|x|)` (the stable form of tf.nn.sigmoid_cross_entropy_with_logits), with (x + |x|) / 2 as the
 * maximum: its slope at zero is a half, so that the gradient of a logit of zero is σ(0) − z.
 */
function sigmoidCrossEntropy({ build, target }: LossContext, x: Value): Value {
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

function probabilityCrossEntropy({ build, target, prediction }: LossContext): Value {
  const p = clipProbability(build, prediction);
  const one = build.constant(1);
  const hit = build.op('multiply', [target, build.op('log', [p], {})], {});
  const missLog = build.op('log', [build.op('subtract', [one, p], {})], {});
  const miss = build.op('multiply', [build.op('subtract', [one, target], {}), missLog], {});
  return build.op('negate', [build.op('add', [hit, miss], {})], {});
}

export const binaryCrossentropy = defineLoss({
  kind: 'binary_crossentropy',
  doc: 'Cross-entropy of independent yes-or-no targets, averaged over the last axis.',
  target: (prediction) => ({ shape: prediction, dtype: 'float32' }),
  lower(context) {
    const logits = logitsBehind(context, 'sigmoid');
    const each =
      logits === undefined ? probabilityCrossEntropy(context) : sigmoidCrossEntropy(context, logits);
    return context.build.op('reduceMean', [each], { axes: [each.shape.length - 1], keepDims: false });
  },
});

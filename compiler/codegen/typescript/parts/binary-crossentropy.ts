import type { Loss } from "./objective.ts";
import * as tf from "./tf.ts";

/** A target in the shape of a prediction: a class of two is a row of one. */
const alike = (target: tf.Tensor, prediction: tf.Tensor): tf.Tensor =>
  tf.cast(
    target.rank === prediction.rank
      ? target
      : tf.reshape(target, prediction.shape),
    "float32",
  );

const sigmoidCrossentropy: Loss = (target, logits) => {
  const size = tf.abs(logits);
  const positive = tf.mul(tf.add(logits, size), 0.5);
  const linear = tf.sub(positive, tf.mul(logits, alike(target, logits)));
  return tf.mean(tf.add(linear, tf.log1p(tf.exp(tf.neg(size)))), -1);
};

/** Cross-entropy of independent yes-or-no targets, averaged over the last axis. */
export function binaryCrossentropy({
  fromLogits = false,
}: { fromLogits?: boolean } = {}): Loss {
  if (fromLogits) return sigmoidCrossentropy;
  const ofProbabilities: Loss = (target, prediction) => {
    const yes = alike(target, prediction);
    const p = tf.clipByValue(prediction, 1e-7, 1 - 1e-7);
    const hit = tf.mul(yes, tf.log(p));
    const miss = tf.mul(tf.sub(1, yes), tf.log(tf.sub(1, p)));
    return tf.mean(tf.neg(tf.add(hit, miss)), -1);
  };
  return Object.assign(ofProbabilities, {
    logits: { activation: "sigmoid", loss: sigmoidCrossentropy } as const,
  });
}

import type { Loss } from "./objective.ts";
import { smoothed } from "./smoothed.ts";
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
  const linear = tf.sub(positive, tf.mul(logits, target));
  return tf.mean(tf.add(linear, tf.log1p(tf.exp(tf.neg(size)))), -1);
};

/** Cross-entropy of independent yes-or-no targets, averaged over the last axis. */
export function binaryCrossentropy({
  fromLogits = false,
  labelSmoothing = 0,
}: { fromLogits?: boolean; labelSmoothing?: number } = {}): Loss {
  const wanted = (target: tf.Tensor, prediction: tf.Tensor): tf.Tensor =>
    smoothed(alike(target, prediction), labelSmoothing, 2);
  const ofLogits: Loss = (target, logits) =>
    sigmoidCrossentropy(wanted(target, logits), logits);
  if (fromLogits) return ofLogits;
  const ofProbabilities: Loss = (target, prediction) => {
    const yes = wanted(target, prediction);
    const p = tf.clipByValue(prediction, 1e-7, 1 - 1e-7);
    const hit = tf.mul(yes, tf.log(p));
    const miss = tf.mul(tf.sub(1, yes), tf.log(tf.sub(1, p)));
    return tf.mean(tf.neg(tf.add(hit, miss)), -1);
  };
  return Object.assign(ofProbabilities, {
    logits: { activation: "sigmoid", loss: ofLogits } as const,
  });
}

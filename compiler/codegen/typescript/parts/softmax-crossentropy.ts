import * as tf from "./tf.ts";

/** One-hot rows of class numbers, for predictions of a shape. */
export const oneHotLike = (
  target: tf.Tensor,
  prediction: tf.Tensor,
): tf.Tensor =>
  tf.reshape(
    tf.oneHot(
      tf.cast(tf.reshape(target, [-1]), "int32"),
      prediction.shape.at(-1) ?? 1,
      1,
      0,
      "float32",
    ),
    prediction.shape,
  );

/** −Σ target · ln softmax(logits), over the last axis. */
export const softmaxCrossentropy = (
  target: tf.Tensor,
  logits: tf.Tensor,
): tf.Tensor => tf.neg(tf.sum(tf.mul(target, tf.logSoftmax(logits, -1)), -1));

/** Probabilities away from 0 and 1, before a logarithm, as Keras keeps them. */
export const clippedProbability = (prediction: tf.Tensor): tf.Tensor =>
  tf.clipByValue(prediction, 1e-7, 1 - 1e-7);

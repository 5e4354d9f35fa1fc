import * as tf from "./tf.ts";

/** The mean of |target − prediction| over the last axis. */
export const mae = (target: tf.Tensor, prediction: tf.Tensor): tf.Tensor =>
  tf.mean(tf.abs(tf.sub(prediction, target)), -1);

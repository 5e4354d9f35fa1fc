import * as tf from "./tf.ts";

/** The mean of (target − prediction)² over the last axis. */
export const mse = (target: tf.Tensor, prediction: tf.Tensor): tf.Tensor =>
  tf.mean(tf.square(tf.sub(prediction, target)), -1);

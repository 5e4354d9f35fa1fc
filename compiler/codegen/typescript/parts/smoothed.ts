import * as tf from "./tf.ts";

/** A target drawn by a share towards the same probability for each of so many classes. */
export const smoothed = (
  target: tf.Tensor,
  share: number,
  count: number,
): tf.Tensor =>
  share === 0 ? target : tf.add(tf.mul(target, 1 - share), share / count);

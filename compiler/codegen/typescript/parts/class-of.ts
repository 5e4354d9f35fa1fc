import * as tf from "./tf.ts";

/** Class numbers: as they are, or where a target has a share of each, of the largest. */
export const classNumbers = (
  target: tf.Tensor,
  prediction: tf.Tensor,
): tf.Tensor =>
  target.rank === prediction.rank && target.shape.at(-1) !== 1
    ? tf.argMax(target, -1)
    : tf.reshape(tf.cast(target, "int32"), prediction.shape.slice(0, -1));

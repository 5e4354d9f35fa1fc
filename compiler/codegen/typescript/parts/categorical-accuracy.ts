import * as tf from "./tf.ts";

/** How often the largest value is where that of the target is. */
export const categoricalAccuracy = (
  target: tf.Tensor,
  prediction: tf.Tensor,
): tf.Tensor =>
  tf.cast(
    tf.equal(tf.argMax(target, -1), tf.argMax(prediction, -1)),
    "float32",
  );

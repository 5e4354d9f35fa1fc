import * as tf from "./tf.ts";

/** How often values above 0.5 are where the target is 1, and no others. */
export const binaryAccuracy = (
  target: tf.Tensor,
  prediction: tf.Tensor,
): tf.Tensor => {
  const yes = tf.cast(tf.greater(prediction, 0.5), "float32");
  const wanted = tf.reshape(tf.cast(target, "float32"), prediction.shape);
  return tf.mean(tf.cast(tf.equal(wanted, yes), "float32"), -1);
};

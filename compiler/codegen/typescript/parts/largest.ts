import * as tf from "./tf.ts";

/** The largest value over axes; of equal ones each has its share of the gradient, as in TensorFlow. */
export function largest(
  x: tf.Tensor,
  axes: number[],
  keepdims: boolean,
): tf.Tensor {
  const run = tf.customGrad((input, save) => {
    const value = tf.max(input as tf.Tensor, axes, true);
    (save as (tensors: tf.Tensor[]) => void)([input as tf.Tensor, value]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [from = dy, top = dy] = saved;
        const chosen = tf.cast(tf.equal(from, top), "float32");
        return tf.mul(tf.div(chosen, tf.sum(chosen, axes, true)), dy);
      },
    };
  });
  const value = run(x);
  return keepdims ? value : tf.squeeze(value, axes);
}

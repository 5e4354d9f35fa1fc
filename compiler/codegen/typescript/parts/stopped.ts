import * as tf from "./tf.ts";

/** What a function makes of a tensor; no gradient goes back through it. */
export const stopped = (
  x: tf.Tensor,
  make: (x: tf.Tensor) => tf.Tensor,
): tf.Tensor =>
  tf.customGrad((input) => ({
    value: make(input as tf.Tensor),
    gradFunc: () => tf.zerosLike(x),
  }))(x);

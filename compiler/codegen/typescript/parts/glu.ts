import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** The first half of the last axis, let through by the sigmoid of the second. */
export const glu = defineActivation("Keras>glu", (x) => {
  const [values = x, gates = x] = tf.split(x, 2, -1);
  return tf.mul(values, tf.sigmoid(gates));
});

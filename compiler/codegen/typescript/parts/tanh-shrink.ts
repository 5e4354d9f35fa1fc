import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** x − tanh x. */
export const tanhShrink = defineActivation("Keras>tanhShrink", (x) =>
  tf.sub(x, tf.tanh(x)),
);

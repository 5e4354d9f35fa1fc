import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** max(x, 0) + min(eˣ − 1, 0). */
export const celu = defineActivation("Keras>celu", (x) =>
  tf.add(tf.relu(x), tf.expm1(tf.neg(tf.relu(tf.neg(x))))),
);

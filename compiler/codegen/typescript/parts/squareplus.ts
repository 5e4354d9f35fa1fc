import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** (x + √(x² + 4)) / 2. */
export const squareplus = defineActivation("Keras>squareplus", (x) =>
  tf.mul(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 0.5),
);

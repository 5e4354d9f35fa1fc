import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** x where it is positive, else 0.2 · x. */
export const leakyReluActivation = defineActivation(
  "Keras>leakyReluActivation",
  (x) => tf.leakyRelu(x, 0.2),
);

import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** eˣ. */
export const exponential = defineActivation("Keras>exponential", (x) =>
  tf.exp(x),
);

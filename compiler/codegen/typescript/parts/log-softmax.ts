import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** The logarithm of softmax. */
export const logSoftmax = defineActivation("Keras>logSoftmax", (x) =>
  tf.logSoftmax(x),
);

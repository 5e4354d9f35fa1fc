import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** The logarithm of the sigmoid. */
export const logSigmoid = defineActivation("Keras>logSigmoid", (x) =>
  tf.logSigmoid(x),
);

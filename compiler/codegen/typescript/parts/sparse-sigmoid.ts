import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** 0 up to −1, 1 from 1 on, and a line between them. */
export const sparseSigmoid = defineActivation("Keras>sparseSigmoid", (x) =>
  tf.mul(tf.add(tf.clipByValue(x, -1, 1), 1), 0.5),
);

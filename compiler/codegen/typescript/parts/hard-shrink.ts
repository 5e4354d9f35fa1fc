import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** x further than 0.5 from zero, else 0. */
export const hardShrink = defineActivation("Keras>hardShrink", (x) =>
  tf.mul(x, tf.step(tf.sub(tf.abs(x), 0.5))),
);

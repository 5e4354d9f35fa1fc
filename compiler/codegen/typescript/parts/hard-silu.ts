import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** x · min(max(x + 3, 0), 6) / 6. */
export const hardSilu = defineActivation("Keras>hardSilu", (x) =>
  tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6)),
);

import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** x brought nearer to zero by 0.5, and no further. */
export const softShrink = defineActivation("Keras>softShrink", (x) =>
  tf.sub(x, tf.clipByValue(x, -0.5, 0.5)),
);

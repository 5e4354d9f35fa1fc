import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** min(max(x, −1), 1). */
export const hardTanh = defineActivation("Keras>hardTanh", (x) =>
  tf.clipByValue(x, -1, 1),
);

import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** min(max(x + 3, 0), 6) / 6: tfjs has min(max(0.2 x + 0.5, 0), 1). */
export const hardSigmoid = defineActivation("Keras>hardSigmoid", (x) =>
  tf.div(tf.relu6(tf.add(x, 3)), 6),
);

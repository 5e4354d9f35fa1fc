import { defineActivation } from "./define-activation.ts";
import * as tf from "./tf.ts";

/** 0 up to −1, x from 1 on, and between them (x + 1)² / 4. */
export const sparsePlus = defineActivation("Keras>sparsePlus", (x) =>
  tf.add(
    tf.relu(tf.sub(x, 1)),
    tf.mul(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 0.25),
  ),
);

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** Its input as it is. */
export const identity = (at: Names, x: Symbolic): Symbolic =>
  at.apply(
    "identity",
    (name) => tf.layers.activation({ activation: "linear", name }),
    x,
  );

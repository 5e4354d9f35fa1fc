import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** All sizes as one, row by row; what is flat already stays. */
export const flatten = (at: Names, x: Symbolic): Symbolic =>
  at.apply(
    "flatten",
    (name) =>
      x.rank === 2
        ? tf.layers.activation({ activation: "linear", name })
        : tf.layers.flatten({ name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** x where it is positive, else negativeSlope · x. */
export const leakyRelu = (
  at: Names,
  x: Symbolic,
  { negativeSlope = 0.3 }: { negativeSlope?: number } = {},
): Symbolic =>
  at.apply(
    "leaky_re_lu",
    (name) => tf.layers.leakyReLU({ alpha: negativeSlope, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** While training, replaces a share of the values so that mean and variance stay. */
export const alphaDropout = (
  at: Names,
  x: Symbolic,
  options: { rate: number },
): Symbolic =>
  at.apply(
    "alpha_dropout",
    (name) => tf.layers.alphaDropout({ ...options, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** While training, multiplies by normal noise of mean 1 and standard deviation √(rate / (1 − rate)). */
export const gaussianDropout = (
  at: Names,
  x: Symbolic,
  options: { rate: number },
): Symbolic =>
  at.apply(
    "gaussian_dropout",
    (name) => tf.layers.gaussianDropout({ ...options, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** A vector n times, as the rows of a matrix. */
export const repeatVector = (
  at: Names,
  x: Symbolic,
  options: { n: number },
): Symbolic =>
  at.apply(
    "repeat_vector",
    (name) => tf.layers.repeatVector({ ...options, name }),
    x,
  );

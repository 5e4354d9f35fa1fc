import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** max(x, 0), and at most maxValue. */
export const relu = (
  at: Names,
  x: Symbolic,
  options: { maxValue?: number } = {},
): Symbolic =>
  at.apply("re_lu", (name) => tf.layers.reLU({ ...options, name }), x);

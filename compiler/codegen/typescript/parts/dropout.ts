import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** While training, zeroes a share of the values and scales the others by 1 / (1 − rate). */
export const dropout = (
  at: Names,
  x: Symbolic,
  options: { rate: number },
): Symbolic =>
  at.apply("dropout", (name) => tf.layers.dropout({ ...options, name }), x);

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** The product of tensors; sizes of 1 are repeated. */
export const multiply = (at: Names, x: Symbolic[]): Symbolic =>
  at.apply("multiply", (name) => tf.layers.multiply({ name }), x);

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** The sum of tensors; sizes of 1 are repeated. */
export const add = (at: Names, x: Symbolic[]): Symbolic =>
  at.apply("add", (name) => tf.layers.add({ name }), x);

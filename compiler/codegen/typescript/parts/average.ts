import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** The mean of tensors; sizes of 1 are repeated. */
export const average = (at: Names, x: Symbolic[]): Symbolic =>
  at.apply("average", (name) => tf.layers.average({ name }), x);

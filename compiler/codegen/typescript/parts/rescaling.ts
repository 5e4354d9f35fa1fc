import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** x · scale + offset. */
export const rescaling = (
  at: Names,
  x: Symbolic,
  options: { scale: number; offset?: number },
): Symbolic =>
  at.apply("rescaling", (name) => tf.layers.rescaling({ ...options, name }), x);

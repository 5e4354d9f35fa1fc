import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** The axes in another order; the batch stays first. */
export const permute = (
  at: Names,
  x: Symbolic,
  options: { dims: readonly number[] },
): Symbolic =>
  at.apply(
    "permute",
    (name) => tf.layers.permute({ dims: [...options.dims], name }),
    x,
  );

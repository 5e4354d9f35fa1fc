import type { Names, Symbolic } from "./names.ts";
import { item, axisOf } from "./options.ts";
import * as tf from "./tf.ts";

/** Tensors one after another along an axis. */
export const concatenate = (
  at: Names,
  x: Symbolic[],
  { axis = -1 }: { axis?: number } = {},
): Symbolic =>
  at.apply(
    "concatenate",
    (name) =>
      tf.layers.concatenate({ axis: axisOf(axis, item(x, 0).rank), name }),
    x,
  );

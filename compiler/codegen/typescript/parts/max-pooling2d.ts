import type { Names, Symbolic } from "./names.ts";
import { type PoolingOptions, poolingConfig } from "./pooling-options.ts";
import * as tf from "./tf.ts";

/** The largest value under a window, channel by channel. */
export const maxPooling2d = (
  at: Names,
  x: Symbolic,
  options: PoolingOptions = {},
): Symbolic =>
  at.apply(
    "max_pooling2d",
    (name) => tf.layers.maxPooling2d({ ...poolingConfig(x, options), name }),
    x,
  );

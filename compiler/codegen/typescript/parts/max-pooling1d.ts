import type { Names, Symbolic } from "./names.ts";
import { type PoolingOptions, poolingConfig } from "./pooling-options.ts";
import * as tf from "./tf.ts";

/** The largest value under a window, channel by channel. */
export const maxPooling1d = (
  at: Names,
  x: Symbolic,
  options: PoolingOptions = {},
): Symbolic =>
  at.apply(
    "max_pooling1d",
    (name) => tf.layers.maxPooling1d({ ...poolingConfig(x, options), name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import { type PoolingOptions, poolingConfig } from "./pooling-options.ts";
import * as tf from "./tf.ts";

/** The mean under a window, channel by channel. */
export const averagePooling1d = (
  at: Names,
  x: Symbolic,
  options: PoolingOptions,
): Symbolic =>
  at.apply(
    "average_pooling1d",
    (name) =>
      tf.layers.averagePooling1d({ ...poolingConfig(x, options), name }),
    x,
  );

import { AveragePooling } from "./any-average-pooling.ts";
import type { Names, Symbolic } from "./names.ts";
import type { PoolingOptions } from "./pooling-options.ts";

/** The mean under a window, channel by channel; zeros of `same` do not count. */
export const averagePooling1d = (
  at: Names,
  x: Symbolic,
  options: PoolingOptions,
): Symbolic =>
  at.apply(
    "average_pooling1d",
    (name) => new AveragePooling({ ...options, name }),
    x,
  );

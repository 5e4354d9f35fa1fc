import { AveragePooling } from "./any-average-pooling.ts";
import type { Names, Symbolic } from "./names.ts";
import type { PoolingOptions } from "./pooling-options.ts";

/** The mean under a window, channel by channel; zeros of `same` do not count. */
export const averagePooling2d = (
  at: Names,
  x: Symbolic,
  options: PoolingOptions,
): Symbolic =>
  at.apply(
    "average_pooling2d",
    (name) => new AveragePooling({ ...options, name }),
    x,
  );

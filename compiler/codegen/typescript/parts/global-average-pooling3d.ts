import { GlobalPooling } from "./global-pooling.ts";
import type { Names, Symbolic } from "./names.ts";

/** The mean of each channel over all positions. */
export const globalAveragePooling3d = (
  at: Names,
  x: Symbolic,
  options: { keepdims?: boolean } = {},
): Symbolic =>
  at.apply(
    "global_average_pooling3d",
    (name) => new GlobalPooling({ of: "mean", ...options, name }),
    x,
  );

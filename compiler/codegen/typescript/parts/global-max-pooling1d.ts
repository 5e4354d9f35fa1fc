import { GlobalPooling } from "./global-pooling.ts";
import type { Names, Symbolic } from "./names.ts";

/** The largest value of each channel over all positions. */
export const globalMaxPooling1d = (
  at: Names,
  x: Symbolic,
  options: { keepdims?: boolean } = {},
): Symbolic =>
  at.apply(
    "global_max_pooling1d",
    (name) => new GlobalPooling({ of: "max", ...options, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import { Reduce, type ReduceOptions } from "./reduce.ts";

/** The mean over some axes of each example. */
export const reduceMean = (
  at: Names,
  x: Symbolic,
  options: ReduceOptions = {},
): Symbolic =>
  at.apply(
    "reduce_mean",
    (name) => new Reduce({ of: "mean", ...options, name }),
    x,
  );

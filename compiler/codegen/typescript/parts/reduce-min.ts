import type { Names, Symbolic } from "./names.ts";
import { Reduce, type ReduceOptions } from "./reduce.ts";

/** The smallest value over some axes of each example. */
export const reduceMin = (
  at: Names,
  x: Symbolic,
  options: ReduceOptions = {},
): Symbolic =>
  at.apply(
    "reduce_min",
    (name) => new Reduce({ of: "min", ...options, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import { Reduce, type ReduceOptions } from "./reduce.ts";

/** The largest value over some axes of each example. */
export const reduceMax = (
  at: Names,
  x: Symbolic,
  options: ReduceOptions = {},
): Symbolic =>
  at.apply(
    "reduce_max",
    (name) => new Reduce({ of: "max", ...options, name }),
    x,
  );

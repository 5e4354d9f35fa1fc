import type { Names, Symbolic } from "./names.ts";
import { Reduce, type ReduceOptions } from "./reduce.ts";

/** The sum over some axes of each example. */
export const reduceSum = (
  at: Names,
  x: Symbolic,
  options: ReduceOptions = {},
): Symbolic =>
  at.apply(
    "reduce_sum",
    (name) => new Reduce({ of: "sum", ...options, name }),
    x,
  );

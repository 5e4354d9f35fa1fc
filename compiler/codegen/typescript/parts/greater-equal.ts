import { Comparison, type ComparisonOptions } from "./comparison.ts";
import type { Names, Symbolic } from "./names.ts";

/** 1 where the first tensor is greater than or equal to a number or the second, else 0. */
export const greaterEqual = (
  at: Names,
  x: Symbolic[],
  options: ComparisonOptions = {},
): Symbolic =>
  at.apply(
    "greater_equal",
    (name) => new Comparison({ how: "greaterEqual", ...options, name }),
    x,
  );

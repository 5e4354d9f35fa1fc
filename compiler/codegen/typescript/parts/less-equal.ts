import { Comparison, type ComparisonOptions } from "./comparison.ts";
import type { Names, Symbolic } from "./names.ts";

/** 1 where the first tensor is less than or equal to a number or the second, else 0. */
export const lessEqual = (
  at: Names,
  x: Symbolic[],
  options: ComparisonOptions = {},
): Symbolic =>
  at.apply(
    "less_equal",
    (name) => new Comparison({ how: "lessEqual", ...options, name }),
    x,
  );

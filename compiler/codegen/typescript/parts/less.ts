import { Comparison, type ComparisonOptions } from "./comparison.ts";
import type { Names, Symbolic } from "./names.ts";

/** 1 where the first tensor is less than a number or the second, else 0. */
export const less = (
  at: Names,
  x: Symbolic[],
  options: ComparisonOptions = {},
): Symbolic =>
  at.apply(
    "less",
    (name) => new Comparison({ how: "less", ...options, name }),
    x,
  );

import { Comparison, type ComparisonOptions } from "./comparison.ts";
import type { Names, Symbolic } from "./names.ts";

/** 1 where the first tensor is greater than a number or the second, else 0. */
export const greater = (
  at: Names,
  x: Symbolic[],
  options: ComparisonOptions = {},
): Symbolic =>
  at.apply(
    "greater",
    (name) => new Comparison({ how: "greater", ...options, name }),
    x,
  );

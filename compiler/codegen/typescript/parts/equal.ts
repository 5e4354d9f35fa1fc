import { Comparison, type ComparisonOptions } from "./comparison.ts";
import type { Names, Symbolic } from "./names.ts";

/** 1 where the first tensor is equal to a number or the second, else 0. */
export const equal = (
  at: Names,
  x: Symbolic[],
  options: ComparisonOptions = {},
): Symbolic =>
  at.apply(
    "equal",
    (name) => new Comparison({ how: "equal", ...options, name }),
    x,
  );

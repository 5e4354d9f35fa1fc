import { Merge } from "./merge.ts";
import type { Names, Symbolic } from "./names.ts";

/** The first tensor divided by the second; sizes of 1 are repeated. */
export const divide = (at: Names, x: Symbolic[]): Symbolic =>
  at.apply("divide", (name) => new Merge({ how: "divide", name }), x);

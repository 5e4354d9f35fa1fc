import { Merge } from "./merge.ts";
import type { Names, Symbolic } from "./names.ts";

/** The first tensor less the second; sizes of 1 are repeated. */
export const subtract = (at: Names, x: Symbolic[]): Symbolic =>
  at.apply("subtract", (name) => new Merge({ how: "subtract", name }), x);

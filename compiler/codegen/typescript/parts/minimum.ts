import { Merge } from "./merge.ts";
import type { Names, Symbolic } from "./names.ts";

/** The smallest of tensors; sizes of 1 are repeated. */
export const minimum = (at: Names, x: Symbolic[]): Symbolic =>
  at.apply("minimum", (name) => new Merge({ how: "minimum", name }), x);

import { Merge } from "./merge.ts";
import type { Names, Symbolic } from "./names.ts";

/** The largest of tensors; sizes of 1 are repeated. */
export const maximum = (at: Names, x: Symbolic[]): Symbolic =>
  at.apply("maximum", (name) => new Merge({ how: "maximum", name }), x);

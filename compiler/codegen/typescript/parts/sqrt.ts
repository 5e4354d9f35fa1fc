import { Elementwise } from "./elementwise.ts";
import type { Names, Symbolic } from "./names.ts";

/** The square root. */
export const sqrt = (at: Names, x: Symbolic): Symbolic =>
  at.apply("sqrt", (name) => new Elementwise({ of: "sqrt", name }), x);

import { Elementwise } from "./elementwise.ts";
import type { Names, Symbolic } from "./names.ts";

/** The absolute value. */
export const abs = (at: Names, x: Symbolic): Symbolic =>
  at.apply("abs", (name) => new Elementwise({ of: "abs", name }), x);

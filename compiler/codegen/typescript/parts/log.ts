import { Elementwise } from "./elementwise.ts";
import type { Names, Symbolic } from "./names.ts";

/** The natural logarithm. */
export const log = (at: Names, x: Symbolic): Symbolic =>
  at.apply("log", (name) => new Elementwise({ of: "log", name }), x);

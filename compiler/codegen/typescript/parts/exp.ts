import { Elementwise } from "./elementwise.ts";
import type { Names, Symbolic } from "./names.ts";

/** e to the power of x. */
export const exp = (at: Names, x: Symbolic): Symbolic =>
  at.apply("exp", (name) => new Elementwise({ of: "exp", name }), x);

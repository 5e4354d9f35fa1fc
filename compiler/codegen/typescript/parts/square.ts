import { Elementwise } from "./elementwise.ts";
import type { Names, Symbolic } from "./names.ts";

/** x · x. */
export const square = (at: Names, x: Symbolic): Symbolic =>
  at.apply("square", (name) => new Elementwise({ of: "square", name }), x);

import { Cropping, type Margins, marginsOf } from "./margins.ts";
import type { Names, Symbolic } from "./names.ts";

/** Cells taken away at the sides of a sequence. */
export const cropping1d = (
  at: Names,
  x: Symbolic,
  options: { cropping?: Margins } = {},
): Symbolic =>
  at.apply(
    "cropping1d",
    (name) =>
      new Cropping({ margins: marginsOf(options.cropping ?? 1, 1), name }),
    x,
  );

import { Cropping, type Margins, marginsOf } from "./margins.ts";
import type { Names, Symbolic } from "./names.ts";

/** Cells taken away at the sides of an image. */
export const cropping2d = (
  at: Names,
  x: Symbolic,
  options: { cropping?: Margins } = {},
): Symbolic =>
  at.apply(
    "cropping2d",
    (name) =>
      new Cropping({ margins: marginsOf(options.cropping ?? 0, 2), name }),
    x,
  );

import { Cropping, type Margins, marginsOf } from "./margins.ts";
import type { Names, Symbolic } from "./names.ts";

/** Cells taken away at the sides of a volume. */
export const cropping3d = (
  at: Names,
  x: Symbolic,
  options: { cropping?: Margins } = {},
): Symbolic =>
  at.apply(
    "cropping3d",
    (name) =>
      new Cropping({ margins: marginsOf(options.cropping ?? 1, 3), name }),
    x,
  );

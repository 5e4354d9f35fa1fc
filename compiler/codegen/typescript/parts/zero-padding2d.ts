import { type Margins, marginsOf, ZeroPadding } from "./margins.ts";
import type { Names, Symbolic } from "./names.ts";

/** Zeros added at the sides of an image. */
export const zeroPadding2d = (
  at: Names,
  x: Symbolic,
  options: { padding?: Margins } = {},
): Symbolic =>
  at.apply(
    "zero_padding2d",
    (name) =>
      new ZeroPadding({ margins: marginsOf(options.padding ?? 1, 2), name }),
    x,
  );

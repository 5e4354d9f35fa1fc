import { type Margins, marginsOf, ZeroPadding } from "./margins.ts";
import type { Names, Symbolic } from "./names.ts";

/** Zeros added at the sides of a volume. */
export const zeroPadding3d = (
  at: Names,
  x: Symbolic,
  options: { padding?: Margins } = {},
): Symbolic =>
  at.apply(
    "zero_padding3d",
    (name) =>
      new ZeroPadding({ margins: marginsOf(options.padding ?? 1, 3), name }),
    x,
  );

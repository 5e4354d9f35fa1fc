import { type Margins, marginsOf, ZeroPadding } from "./margins.ts";
import type { Names, Symbolic } from "./names.ts";

/** Zeros added at the sides of a sequence. */
export const zeroPadding1d = (
  at: Names,
  x: Symbolic,
  options: { padding?: Margins } = {},
): Symbolic =>
  at.apply(
    "zero_padding1d",
    (name) =>
      new ZeroPadding({ margins: marginsOf(options.padding ?? 1, 1), name }),
    x,
  );

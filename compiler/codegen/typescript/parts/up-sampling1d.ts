import type { Names, Symbolic } from "./names.ts";
import { perAxis, type Sizes } from "./options.ts";
import { Repeating } from "./repeating.ts";

/** Each cell of a sequence a number of times along each axis. */
export const upSampling1d = (
  at: Names,
  x: Symbolic,
  { size = 2 }: { size?: Sizes } = {},
): Symbolic =>
  at.apply(
    "up_sampling1d",
    (name) => new Repeating({ times: perAxis(size, 1), name }),
    x,
  );

import { AnyDropout } from "./any-dropout.ts";
import type { Names, Symbolic } from "./names.ts";

/** While training, zeroes a share of the channels as a whole and scales the others by 1 / (1 − rate). */
export const spatialDropout2d = (
  at: Names,
  x: Symbolic,
  { rate }: { rate: number },
): Symbolic =>
  at.apply(
    "spatial_dropout2d",
    (name) => new AnyDropout({ rate, noiseShape: [1, 1, -1], name }),
    x,
  );

import { AnyDropout } from "./any-dropout.ts";
import type { Names, Symbolic } from "./names.ts";

/** While training, zeroes a share of the values and scales the others by 1 / (1 − rate). */
export const dropout = (
  at: Names,
  x: Symbolic,
  options: { rate: number; noiseShape?: readonly number[] },
): Symbolic =>
  at.apply(
    "dropout",
    (name) =>
      new AnyDropout({
        rate: options.rate,
        noiseShape: options.noiseShape ?? [],
        name,
      }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** While training, adds normal noise of mean 0. */
export const gaussianNoise = (
  at: Names,
  x: Symbolic,
  options: { stddev: number },
): Symbolic =>
  at.apply(
    "gaussian_noise",
    (name) => tf.layers.gaussianNoise({ ...options, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import {
  TransposedConvolution,
  type TransposedOptions,
} from "./transposed-convolution.ts";

/** A transposed 1D convolution. */
export const conv1dTranspose = (
  at: Names,
  x: Symbolic,
  options: TransposedOptions,
): Symbolic =>
  at.apply(
    "conv1d_transpose",
    (name) => new TransposedConvolution({ ...options, name }),
    x,
  );

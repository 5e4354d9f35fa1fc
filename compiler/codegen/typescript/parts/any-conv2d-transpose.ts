import type { Names, Symbolic } from "./names.ts";
import {
  TransposedConvolution,
  type TransposedOptions,
} from "./transposed-convolution.ts";

/** A transposed 2D convolution. */
export const conv2dTranspose = (
  at: Names,
  x: Symbolic,
  options: TransposedOptions,
): Symbolic =>
  at.apply(
    "conv2d_transpose",
    (name) => new TransposedConvolution({ ...options, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import {
  TransposedConvolution,
  type TransposedOptions,
} from "./transposed-convolution.ts";

/** A transposed 3D convolution. */
export const conv3dTranspose = (
  at: Names,
  x: Symbolic,
  options: TransposedOptions,
): Symbolic =>
  at.apply(
    "conv3d_transpose",
    (name) => new TransposedConvolution({ ...options, name }),
    x,
  );

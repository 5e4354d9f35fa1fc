import { type AnyConvolutionOptions, Convolution } from "./any-convolution.ts";
import type { Names, Symbolic } from "./names.ts";

/** A 1D convolution, also in groups or with dilation. */
export const conv1d = (
  at: Names,
  x: Symbolic,
  options: AnyConvolutionOptions,
): Symbolic =>
  at.apply("conv1d", (name) => new Convolution({ ...options, name }), x);

import { type AnyConvolutionOptions, Convolution } from "./any-convolution.ts";
import type { Names, Symbolic } from "./names.ts";

/** A 2D convolution, also in groups or with dilation. */
export const conv2d = (
  at: Names,
  x: Symbolic,
  options: AnyConvolutionOptions,
): Symbolic =>
  at.apply("conv2d", (name) => new Convolution({ ...options, name }), x);

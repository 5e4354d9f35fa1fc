import { type AnyConvolutionOptions, Convolution } from "./any-convolution.ts";
import type { Names, Symbolic } from "./names.ts";

/** A 3D convolution, also in groups or with dilation. */
export const conv3d = (
  at: Names,
  x: Symbolic,
  options: AnyConvolutionOptions,
): Symbolic =>
  at.apply("conv3d", (name) => new Convolution({ ...options, name }), x);

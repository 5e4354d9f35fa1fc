import type { SeparableOptions } from "./depthwise-options.ts";
import { DepthwiseConvolution } from "./depthwise.ts";
import type { Names, Symbolic } from "./names.ts";

/** A 1D convolution of each channel by itself, then a mixing of the channels at every position. */
export const separableConv1d = (
  at: Names,
  x: Symbolic,
  options: SeparableOptions,
): Symbolic =>
  at.apply(
    "separable_conv1d",
    (name) => new DepthwiseConvolution({ ...options, name }),
    x,
  );

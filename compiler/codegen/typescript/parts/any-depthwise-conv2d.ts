import type { DepthwiseOptions } from "./depthwise-options.ts";
import { DepthwiseConvolution } from "./depthwise.ts";
import type { Names, Symbolic } from "./names.ts";

/** A 2D convolution of each channel by itself. */
export const depthwiseConv2d = (
  at: Names,
  x: Symbolic,
  options: DepthwiseOptions,
): Symbolic =>
  at.apply(
    "depthwise_conv2d",
    (name) => new DepthwiseConvolution({ ...options, name }),
    x,
  );

import type { DepthwiseOptions } from "./depthwise-options.ts";
import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";
import { paddingOf } from "./window.ts";

type DepthwiseConv2dConfig = Parameters<typeof tf.layers.depthwiseConv2d>[0];

/** A 2D convolution of each channel by itself; the kernel begins as Keras's does, Glorot uniform. */
export const depthwiseConv2d = (
  at: Names,
  x: Symbolic,
  options: DepthwiseOptions,
): Symbolic =>
  at.apply(
    "depthwise_conv2d",
    (name) =>
      tf.layers.depthwiseConv2d({
        depthwiseInitializer: "glorotUniform",
        ...(options as DepthwiseConv2dConfig),
        padding: paddingOf(x, options.kernelSize, options),
        name,
      }),
    x,
  );

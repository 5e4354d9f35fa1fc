import type { ConvolutionOptions } from "./convolution-options.ts";
import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";
import { paddingOf } from "./window.ts";

type Conv2dConfig = Parameters<typeof tf.layers.conv2d>[0];

/** A 2D convolution; the kernel begins as Keras's does, Glorot uniform. */
export const conv2d = (
  at: Names,
  x: Symbolic,
  options: ConvolutionOptions,
): Symbolic =>
  at.apply(
    "conv2d",
    (name) =>
      tf.layers.conv2d({
        kernelInitializer: "glorotUniform",
        ...(options as Conv2dConfig),
        padding: paddingOf(x, options.kernelSize, options),
        name,
      }),
    x,
  );

import type { ConvolutionOptions } from "./convolution-options.ts";
import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

type Conv2dTransposeConfig = Parameters<typeof tf.layers.conv2dTranspose>[0];

/** A transposed 2D convolution; the kernel begins as Keras's does, Glorot uniform. */
export const conv2dTranspose = (
  at: Names,
  x: Symbolic,
  options: ConvolutionOptions,
): Symbolic =>
  at.apply(
    "conv2d_transpose",
    (name) =>
      tf.layers.conv2dTranspose({
        kernelInitializer: "glorotUniform",
        ...(options as Conv2dTransposeConfig),
        name,
      }),
    x,
  );

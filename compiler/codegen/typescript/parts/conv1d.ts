import type { ConvolutionOptions } from "./convolution-options.ts";
import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";
import { paddingOf } from "./window.ts";

type Conv1dConfig = Parameters<typeof tf.layers.conv1d>[0];

/** A 1D convolution; the kernel begins as Keras's does, Glorot uniform. */
export const conv1d = (
  at: Names,
  x: Symbolic,
  options: ConvolutionOptions,
): Symbolic =>
  at.apply(
    "conv1d",
    (name) =>
      tf.layers.conv1d({
        kernelInitializer: "glorotUniform",
        ...(options as Conv1dConfig),
        padding: paddingOf(x, options.kernelSize, options),
        name,
      }),
    x,
  );

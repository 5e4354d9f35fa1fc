import type { ConvolutionOptions } from "./convolution-options.ts";
import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";
import { paddingOf } from "./window.ts";

type Conv3dConfig = Parameters<typeof tf.layers.conv3d>[0];

/** A 3D convolution; the kernel begins as Keras's does, Glorot uniform. */
export const conv3d = (
  at: Names,
  x: Symbolic,
  options: ConvolutionOptions,
): Symbolic =>
  at.apply(
    "conv3d",
    (name) =>
      tf.layers.conv3d({
        kernelInitializer: "glorotUniform",
        ...(options as Conv3dConfig),
        padding: paddingOf(x, options.kernelSize, options),
        name,
      }),
    x,
  );

import type { KernelOptions } from "./convolution-options.ts";
import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

export interface DenseOptions extends KernelOptions {
  units: number;
}

type DenseConfig = Parameters<typeof tf.layers.dense>[0];

/** A fully connected layer over the last axis; the kernel begins as Keras's does, Glorot uniform. */
export const dense = (
  at: Names,
  x: Symbolic,
  options: DenseOptions,
): Symbolic =>
  at.apply(
    "dense",
    (name) =>
      tf.layers.dense({
        kernelInitializer: "glorotUniform",
        ...(options as DenseConfig),
        name,
      }),
    x,
  );

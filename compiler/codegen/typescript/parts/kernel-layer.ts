import { Biased } from "./biased.ts";
import type { KernelOptions } from "./convolution-options.ts";
import type * as tf from "./tf.ts";

/** A layer that slides one kernel over its input. */
export abstract class KernelLayer<
  O extends KernelOptions & { filters: number },
> extends Biased<O> {
  #kernel: tf.LayerVariable | undefined;

  protected addKernel(shape: tf.Shape): void {
    const { filters, ...o } = this.options;
    this.#kernel = this.weight("kernel", shape, {
      initializer: o.kernelInitializer ?? "glorotUniform",
      regularizer: o.kernelRegularizer,
      constraint: o.kernelConstraint,
    });
    this.addBias(filters);
  }

  protected get kernel(): tf.Tensor {
    return this.read(this.#kernel);
  }
}

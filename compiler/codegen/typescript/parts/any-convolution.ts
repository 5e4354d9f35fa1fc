import type { ConvolutionOptions } from "./convolution-options.ts";
import { convolve } from "./convolve.ts";
import { dilateKernel } from "./dilate.ts";
import { KernelLayer } from "./kernel-layer.ts";
import { only, shapesOf } from "./op.ts";
import { item, perAxis, type Sizes } from "./options.ts";
import { padded, slidShape } from "./sliding.ts";
import * as tf from "./tf.ts";

export interface AnyConvolutionOptions extends Omit<
  ConvolutionOptions,
  "padding"
> {
  padding?: "valid" | "same" | "causal";
  dilationRate?: Sizes;
  groups?: number;
}

/** A convolution in groups, with dilation, or causal: tfjs ignores the first and lacks the gradient of the second. */
export class Convolution extends KernelLayer<AnyConvolutionOptions> {
  static readonly className: string = "Keras>Convolution";

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { filters, kernelSize, groups = 1 } = this.options;
    const shape = only(shapesOf(inputShape));
    const sizes = perAxis(kernelSize, shape.length - 2);
    this.addKernel([...sizes, (item(shape, -1) ?? 0) / groups, filters]);
    super.build(inputShape);
  }

  protected override shape(input: tf.Shape): tf.Shape {
    return slidShape(input, this.options, this.options.filters);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { groups = 1, dilationRate = 1, strides = 1 } = this.options;
    const kernel = dilateKernel(this.kernel, dilationRate);
    const image = padded(x, this.options);
    const steps = perAxis(strides, x.rank - 2);
    if (groups === 1) return this.finish(convolve(image, kernel, steps));
    const kernels = tf.split(kernel, groups, -1);
    const parts = tf
      .split(image, groups, -1)
      .map((part, index) => convolve(part, item(kernels, index), steps));
    return this.finish(tf.concat(parts, -1));
  }
}
tf.serialization.registerClass(Convolution);

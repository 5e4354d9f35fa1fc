import type { ConvolutionOptions } from "./convolution-options.ts";
import { dilateKernel } from "./dilate.ts";
import { only, shapesOf } from "./op.ts";
import { item, perAxis, type Sizes } from "./options.ts";
import { activationOf } from "./resolve.ts";
import * as tf from "./tf.ts";
import { Weighted } from "./weighted.ts";

export interface AnyConvolutionOptions extends Omit<
  ConvolutionOptions,
  "padding"
> {
  padding?: "valid" | "same" | "causal";
  dilationRate?: Sizes;
  groups?: number;
}

/** How many zeros go before and after an axis, so that a window of `same` or `causal` fits. */
export function zerosAround(
  size: number,
  reach: number,
  stride: number,
  padding: string,
): [number, number] {
  if (padding === "valid") return [0, 0];
  const total = Math.max(
    (Math.ceil(size / stride) - 1) * stride + reach - size,
    0,
  );
  if (padding === "causal") return [reach - 1, 0];
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** The size of an axis after a window has slid over it. */
export const slidSize = (
  size: number | null,
  reach: number,
  stride: number,
  padding: string,
): number | null => {
  if (size === null) return null;
  return padding === "valid"
    ? Math.floor((size - reach) / stride) + 1
    : Math.ceil(size / stride);
};

/** A convolution in groups, with dilation, or causal: tfjs ignores the first and lacks the gradient of the second. */
export class Convolution extends Weighted<AnyConvolutionOptions> {
  static readonly className: string = "Keras>Convolution";

  #kernel: tf.LayerVariable | undefined;
  #bias: tf.LayerVariable | undefined;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const {
      filters,
      kernelSize,
      groups = 1,
      useBias = true,
      ...o
    } = this.options;
    const shape = only(shapesOf(inputShape));
    const sizes = perAxis(kernelSize, shape.length - 2);
    this.#kernel = this.weight(
      "kernel",
      [...sizes, (item(shape, -1) ?? 0) / groups, filters],
      {
        initializer: o.kernelInitializer ?? "glorotUniform",
        regularizer: o.kernelRegularizer,
        constraint: o.kernelConstraint,
      },
    );
    if (useBias) {
      this.#bias = this.weight("bias", [filters], {
        initializer: o.biasInitializer ?? "zeros",
        regularizer: o.biasRegularizer,
        constraint: o.biasConstraint,
      });
    }
    super.build(inputShape);
  }

  protected override shape(input: tf.Shape): tf.Shape {
    return [
      input[0] ?? null,
      ...input.slice(1, -1).map((size, axis) => this.#slid(size, axis)),
      this.options.filters,
    ];
  }

  #window(axis: number): { reach: number; stride: number; padding: string } {
    const {
      kernelSize,
      dilationRate = 1,
      strides = 1,
      padding = "valid",
    } = this.options;
    const pick = (sizes: Sizes): number => item(perAxis(sizes, axis + 1), axis);
    return {
      reach: (pick(kernelSize) - 1) * pick(dilationRate) + 1,
      stride: pick(strides),
      padding,
    };
  }

  #slid(size: number | null, axis: number): number | null {
    const { reach, stride, padding } = this.#window(axis);
    return slidSize(size, reach, stride, padding);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { groups = 1, dilationRate = 1, activation } = this.options;
    if (this.#kernel === undefined)
      throw new Error(`${this.name} is not built`);
    const kernel = dilateKernel(this.#kernel.read(), dilationRate);
    const paddings = x.shape.slice(1, -1).map((size, axis) => {
      const { reach, stride, padding } = this.#window(axis);
      return zerosAround(size, reach, stride, padding);
    });
    const padded = paddings.some(([before, after]) => before + after > 0)
      ? tf.pad(x, [[0, 0], ...paddings, [0, 0]])
      : x;
    const y =
      groups === 1
        ? this.#slide(padded, kernel)
        : this.#inGroups(padded, kernel, groups);
    return activationOf(activation)(
      this.#bias === undefined ? y : tf.add(y, this.#bias.read()),
    );
  }

  #inGroups(x: tf.Tensor, kernel: tf.Tensor, groups: number): tf.Tensor {
    const kernels = tf.split(kernel, groups, -1);
    return tf.concat(
      tf
        .split(x, groups, -1)
        .map((part, index) => this.#slide(part, item(kernels, index))),
      -1,
    );
  }

  #slide(x: tf.Tensor, kernel: tf.Tensor): tf.Tensor {
    const strides = perAxis(this.options.strides ?? 1, x.rank - 2);
    const [first = 1, second = 1, third = 1] = strides;
    if (x.rank === 3)
      return tf.conv1d(x as tf.Tensor3D, kernel as tf.Tensor3D, first, "valid");
    if (x.rank === 4)
      return tf.conv2d(
        x as tf.Tensor4D,
        kernel as tf.Tensor4D,
        [first, second],
        "valid",
      );
    return tf.conv3d(
      x as tf.Tensor5D,
      kernel as tf.Tensor5D,
      [first, second, third],
      "valid",
    );
  }
}
tf.serialization.registerClass(Convolution);

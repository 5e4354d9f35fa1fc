import { slidSize, zerosAround } from "./any-convolution.ts";
import type {
  DepthwiseOptions,
  SeparableOptions,
} from "./depthwise-options.ts";
import { dilateKernel } from "./dilate.ts";
import { only, shapesOf } from "./op.ts";
import { item, perAxis, type Sizes } from "./options.ts";
import { activationOf } from "./resolve.ts";
import * as tf from "./tf.ts";
import { Weighted } from "./weighted.ts";

/** A convolution of each channel by itself, over one or two axes, and where there are `filters` a mixing of the channels. */
export class DepthwiseConvolution extends Weighted<
  DepthwiseOptions & Partial<SeparableOptions>
> {
  static readonly className: string = "Keras>DepthwiseConvolution";

  #kernel: tf.LayerVariable | undefined;
  #mixing: tf.LayerVariable | undefined;
  #bias: tf.LayerVariable | undefined;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { filters, depthMultiplier = 1, useBias = true, ...o } = this.options;
    const shape = only(shapesOf(inputShape));
    const channels = item(shape, -1) ?? 0;
    const sizes = perAxis(o.kernelSize, shape.length - 2);
    const name = filters === undefined ? "kernel" : "depthwise_kernel";
    this.#kernel = this.weight(name, [...sizes, channels, depthMultiplier], {
      initializer: o.depthwiseInitializer ?? "glorotUniform",
      regularizer: o.depthwiseRegularizer,
      constraint: o.depthwiseConstraint,
    });
    if (filters !== undefined) {
      this.#mixing = this.weight(
        "pointwise_kernel",
        [...sizes.map(() => 1), channels * depthMultiplier, filters],
        {
          initializer: o.pointwiseInitializer ?? "glorotUniform",
          regularizer: o.pointwiseRegularizer,
          constraint: o.pointwiseConstraint,
        },
      );
    }
    if (useBias) {
      this.#bias = this.weight(
        "bias",
        [filters ?? channels * depthMultiplier],
        {
          initializer: o.biasInitializer ?? "zeros",
          regularizer: o.biasRegularizer,
          constraint: o.biasConstraint,
        },
      );
    }
    super.build(inputShape);
  }

  protected override shape(input: tf.Shape): tf.Shape {
    const { filters, depthMultiplier = 1 } = this.options;
    const slid = input.slice(1, -1).map((size, axis) => {
      const { reach, stride, padding } = this.#window(axis);
      return slidSize(size, reach, stride, padding);
    });
    return [
      input[0] ?? null,
      ...slid,
      filters ?? (item(input, -1) ?? 0) * depthMultiplier,
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

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { dilationRate = 1, strides = 1, activation } = this.options;
    if (this.#kernel === undefined)
      throw new Error(`${this.name} is not built`);
    const around = x.shape.slice(1, -1).map((size, axis) => {
      const { reach, stride, padding } = this.#window(axis);
      return zerosAround(size, reach, stride, padding);
    });
    const isRow = x.rank === 3;
    const padded = tf.pad(x, [[0, 0], ...around, [0, 0]]);
    const image = (isRow ? tf.expandDims(padded, 1) : padded) as tf.Tensor4D;
    const kernel = dilateKernel(this.#kernel.read(), dilationRate);
    const [down = 1, across = down] = perAxis(strides, x.rank - 2);
    let y: tf.Tensor = tf.depthwiseConv2d(
      image,
      asKernel(kernel),
      [down, across],
      "valid",
    );
    if (this.#mixing !== undefined)
      y = tf.conv2d(
        y as tf.Tensor4D,
        asKernel(this.#mixing.read()),
        1,
        "valid",
      );
    if (isRow) y = tf.squeeze(y, [1]);
    return activationOf(activation)(
      this.#bias === undefined ? y : tf.add(y, this.#bias.read()),
    );
  }
}
tf.serialization.registerClass(DepthwiseConvolution);

/** A kernel over images; one over sequences is of one row. */
const asKernel = (kernel: tf.Tensor): tf.Tensor4D =>
  (kernel.rank === 3 ? tf.expandDims(kernel, 0) : kernel) as tf.Tensor4D;

import { Biased } from "./biased.ts";
import type {
  DepthwiseOptions,
  SeparableOptions,
} from "./depthwise-options.ts";
import { dilateKernel } from "./dilate.ts";
import { only, shapesOf } from "./op.ts";
import { item, perAxis } from "./options.ts";
import { padded, slidShape } from "./sliding.ts";
import * as tf from "./tf.ts";

/** A convolution of each channel by itself, over one or two axes, and where there are `filters` a mixing of the channels. */
export class DepthwiseConvolution extends Biased<
  DepthwiseOptions & Partial<SeparableOptions>
> {
  static readonly className: string = "Keras>DepthwiseConvolution";

  #kernel: tf.LayerVariable | undefined;
  #mixing: tf.LayerVariable | undefined;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { filters, depthMultiplier = 1, ...o } = this.options;
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
    this.addBias(filters ?? channels * depthMultiplier);
    super.build(inputShape);
  }

  protected override shape(input: tf.Shape): tf.Shape {
    const { filters, depthMultiplier = 1 } = this.options;
    const channels = (item(input, -1) ?? 0) * depthMultiplier;
    return slidShape(input, this.options, filters ?? channels);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { dilationRate = 1, strides = 1 } = this.options;
    const isRow = x.rank === 3;
    const whole = padded(x, this.options);
    const image = (isRow ? tf.expandDims(whole, 1) : whole) as tf.Tensor4D;
    const kernel = dilateKernel(this.read(this.#kernel), dilationRate);
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
    return this.finish(isRow ? tf.squeeze(y, [1]) : y);
  }
}
tf.serialization.registerClass(DepthwiseConvolution);

/** A kernel over images; one over sequences is of one row. */
const asKernel = (kernel: tf.Tensor): tf.Tensor4D =>
  (kernel.rank === 3 ? tf.expandDims(kernel, 0) : kernel) as tf.Tensor4D;

import type { ConvolutionOptions } from "./convolution-options.ts";
import { dilateKernel } from "./dilate.ts";
import { only, shapesOf } from "./op.ts";
import { item, perAxis, type Sizes } from "./options.ts";
import { activationOf } from "./resolve.ts";
import * as tf from "./tf.ts";
import { Weighted } from "./weighted.ts";

export interface TransposedOptions extends ConvolutionOptions {
  outputPadding?: Sizes;
  dilationRate?: Sizes;
}

interface GrownAxis {
  reach: number;
  stride: number;
  padding: string;
  extra: number | undefined;
}

/** Keras 3's size of what a transposed convolution makes of `size` cells. */
function grownSize(
  size: number,
  { reach, stride, padding, extra }: GrownAxis,
): number {
  const between = (size - 1) * stride;
  if (padding === "valid")
    return between + reach + (extra ?? Math.max(stride - reach, 0));
  return extra === undefined ? size * stride : between + (reach % 2) + extra;
}

/** The zeros around cells that stand `stride` apart, under which the turned kernel slides. */
function zerosBetween(size: number, axis: GrownAxis): [number, number] {
  const { reach, stride, padding } = axis;
  const out = grownSize(size, axis);
  const cut =
    padding === "valid"
      ? 0
      : Math.floor(Math.max((size - 1) * stride + reach - out, 0) / 2);
  const before = reach - 1 - cut;
  return [before, out + reach - 1 - ((size - 1) * stride + 1) - before];
}

/** A transposed convolution over one, two or three axes: cells are set apart by zeros, and a turned kernel slides over them. */
export class TransposedConvolution extends Weighted<TransposedOptions> {
  static readonly className: string = "Keras>TransposedConvolution";

  #kernel: tf.LayerVariable | undefined;
  #bias: tf.LayerVariable | undefined;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { filters, kernelSize, useBias = true, ...o } = this.options;
    const shape = only(shapesOf(inputShape));
    this.#kernel = this.weight(
      "kernel",
      [...perAxis(kernelSize, shape.length - 2), filters, item(shape, -1)],
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
    const grown = input
      .slice(1, -1)
      .map((size, axis) =>
        size === null ? null : grownSize(size, this.#axis(axis)),
      );
    return [input[0] ?? null, ...grown, this.options.filters];
  }

  #axis(axis: number): GrownAxis {
    const {
      kernelSize,
      dilationRate = 1,
      strides = 1,
      padding = "valid",
      outputPadding,
    } = this.options;
    const pick = (sizes: Sizes): number => item(perAxis(sizes, axis + 1), axis);
    return {
      reach: (pick(kernelSize) - 1) * pick(dilationRate) + 1,
      stride: pick(strides),
      padding,
      extra: outputPadding === undefined ? undefined : pick(outputPadding),
    };
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    if (this.#kernel === undefined)
      throw new Error(`${this.name} is not built`);
    const axes = x.shape.slice(1, -1).map((_, axis) => this.#axis(axis));
    const spaced = setApart(
      x,
      axes.map(({ stride }) => stride),
    );
    const zeros = axes.map((axis, index) =>
      zerosBetween(item(x.shape, index + 1), axis),
    );
    // Where a kernel is shorter than the stride, cells at the border fall away.
    const padded = tf.pad(spaced, [
      [0, 0],
      ...zeros.map(([a, b]): [number, number] => [
        Math.max(a, 0),
        Math.max(b, 0),
      ]),
      [0, 0],
    ]);
    const kernel = turned(
      dilateKernel(this.#kernel.read(), this.options.dilationRate ?? 1),
    );
    const y = slide(padded, kernel);
    return activationOf(this.options.activation)(
      this.#bias === undefined ? y : tf.add(y, this.#bias.read()),
    );
  }
}
tf.serialization.registerClass(TransposedConvolution);

/** Zeros between the cells of each axis but the first and the last. */
function setApart(x: tf.Tensor, strides: number[]): tf.Tensor {
  const batchLast = [...x.shape.keys()].slice(1, -1).concat(0, x.rank - 1);
  const back = [x.rank - 2, ...[...x.shape.keys()].slice(0, -2), x.rank - 1];
  return strides.every((stride) => stride === 1)
    ? x
    : tf.transpose(dilateKernel(tf.transpose(x, batchLast), strides), back);
}

/** (…sizes, filters, channels), turned about and with its last axes exchanged. */
function turned(kernel: tf.Tensor): tf.Tensor {
  const axes = [...kernel.shape.keys()];
  return tf.transpose(tf.reverse(kernel, axes.slice(0, -2)), [
    ...axes.slice(0, -2),
    kernel.rank - 1,
    kernel.rank - 2,
  ]);
}

function slide(x: tf.Tensor, kernel: tf.Tensor): tf.Tensor {
  if (x.rank === 3)
    return tf.conv1d(x as tf.Tensor3D, kernel as tf.Tensor3D, 1, "valid");
  if (x.rank === 4)
    return tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, 1, "valid");
  return tf.conv3d(x as tf.Tensor5D, kernel as tf.Tensor5D, 1, "valid");
}

import type { ConvolutionOptions } from "./convolution-options.ts";
import { convolve } from "./convolve.ts";
import { dilateKernel } from "./dilate.ts";
import { KernelLayer } from "./kernel-layer.ts";
import { only, shapesOf } from "./op.ts";
import { item, perAxis, type Sizes } from "./options.ts";
import { type SlidingAxis, slidingAxes } from "./sliding.ts";
import * as tf from "./tf.ts";

export interface TransposedOptions extends ConvolutionOptions {
  outputPadding?: Sizes;
  dilationRate?: Sizes;
}

/** How an axis grows: like a window that slides, and by so many cells more. */
interface GrownAxis extends SlidingAxis {
  readonly extra: number | undefined;
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
export class TransposedConvolution extends KernelLayer<TransposedOptions> {
  static readonly className: string = "Keras>TransposedConvolution";

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { filters, kernelSize } = this.options;
    const shape = only(shapesOf(inputShape));
    const sizes = perAxis(kernelSize, shape.length - 2);
    this.addKernel([...sizes, filters, item(shape, -1)]);
    super.build(inputShape);
  }

  protected override shape(input: tf.Shape): tf.Shape {
    const axes = this.#axes(input.length - 2);
    const grown = axes.map((axis, index) => {
      const size = item(input, index + 1);
      return size === null ? null : grownSize(size, axis);
    });
    return [input[0] ?? null, ...grown, this.options.filters];
  }

  #axes(count: number): GrownAxis[] {
    const { outputPadding } = this.options;
    return slidingAxes(this.options, count).map((axis, index) => ({
      ...axis,
      extra: outputPadding && item(perAxis(outputPadding, count), index),
    }));
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const axes = this.#axes(x.rank - 2);
    const spaced = setApart(
      x,
      axes.map(({ stride }) => stride),
    );
    const zeros = axes.map((axis, index) =>
      zerosBetween(item(x.shape, index + 1), axis),
    );
    // Where a kernel is shorter than the stride, cells at the border fall away.
    const image = tf.pad(spaced, [
      [0, 0],
      ...zeros.map(([a, b]): [number, number] => [
        Math.max(a, 0),
        Math.max(b, 0),
      ]),
      [0, 0],
    ]);
    const kernel = turned(
      dilateKernel(this.kernel, this.options.dilationRate ?? 1),
    );
    return this.finish(convolve(image, kernel));
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

import { Op } from "./op.ts";
import { axesOf, type Sizes } from "./options.ts";
import { largest } from "./largest.ts";
import * as tf from "./tf.ts";

/** Over which axes of each example (all where not given), and whether they stay, as 1. */
export interface ReduceOptions {
  axis?: Sizes;
  keepdims?: boolean;
}

/** The largest or smallest value, the mean or the sum over axes of each example. */
export class Reduce extends Op<
  ReduceOptions & { of: "max" | "min" | "mean" | "sum" }
> {
  static readonly className: string = "Keras>Reduce";

  #axes(rank: number): number[] {
    const { axis = Array.from({ length: rank - 1 }, (_, index) => index + 1) } =
      this.options;
    return axesOf(axis, rank);
  }

  protected override shape(input: tf.Shape): tf.Shape {
    const axes = this.#axes(input.length);
    const { keepdims = false } = this.options;
    return input.flatMap((size, axis) =>
      axes.includes(axis) ? (keepdims ? [1] : []) : [size],
    );
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { of, keepdims = false } = this.options;
    const axes = this.#axes(x.rank);
    if (of === "max") return largest(x, axes, keepdims);
    if (of === "min") return tf.neg(largest(tf.neg(x), axes, keepdims));
    return of === "mean"
      ? tf.mean(x, axes, keepdims)
      : tf.sum(x, axes, keepdims);
  }
}
tf.serialization.registerClass(Reduce);

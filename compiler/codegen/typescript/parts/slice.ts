import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { item, axisOf } from "./options.ts";
import * as tf from "./tf.ts";

export interface SliceOptions {
  axis: number;
  /** The first position; below 0: counted from the end. */
  start: number;
  size: number;
}

/** Some positions of an axis. */
export class Slice extends Op<SliceOptions> {
  static readonly className: string = "Keras>Slice";

  protected override shape(input: tf.Shape): tf.Shape {
    const axis = axisOf(this.options.axis, input.length);
    return input.map((size, index) =>
      index === axis ? this.options.size : size,
    );
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { start } = this.options;
    const axis = axisOf(this.options.axis, x.rank);
    const first = start < 0 ? start + item(x.shape, axis) : start;
    const begin = x.shape.map((_, index) => (index === axis ? first : 0));
    return tf.slice(x, begin, this.shape(x.shape) as number[]);
  }
}
tf.serialization.registerClass(Slice);

/** Some positions of an axis, one after another. */
export const slice = (
  at: Names,
  x: Symbolic,
  options: SliceOptions,
): Symbolic => at.apply("slice", (name) => new Slice({ ...options, name }), x);

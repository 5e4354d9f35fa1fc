import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { stopped } from "./stopped.ts";
import * as tf from "./tf.ts";

export interface OneHotOptions {
  numClasses: number;
}

/** One more axis: 1 at the position that a number names. */
export class OneHot extends Op<OneHotOptions> {
  static readonly className: string = "Keras>OneHot";

  protected override shape(input: tf.Shape): tf.Shape {
    return [...input, this.options.numClasses];
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { numClasses: count } = this.options;
    return stopped(x, (value) =>
      tf.cast(tf.oneHot(tf.cast(value, "int32"), count), "float32"),
    );
  }
}
tf.serialization.registerClass(OneHot);

/** One more axis, the last: 1 at the position that a whole number names, else 0. */
export const oneHot = (
  at: Names,
  x: Symbolic,
  options: OneHotOptions,
): Symbolic =>
  at.apply("one_hot", (name) => new OneHot({ ...options, name }), x);

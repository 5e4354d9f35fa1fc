import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import * as tf from "./tf.ts";

export interface ReluOptions {
  maxValue?: number;
  negativeSlope?: number;
  threshold?: number;
}

/** ReLU with a slope below a threshold, which tfjs's ignores. */
export class Rectifier extends Op<ReluOptions> {
  static readonly className: string = "Keras>ReLU";

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { maxValue, negativeSlope = 0, threshold = 0 } = this.options;
    // tf.step has a gradient, comparisons have none.
    const above =
      threshold === 0 ? tf.relu(x) : tf.mul(x, tf.step(tf.sub(x, threshold)));
    const positive =
      maxValue === undefined ? above : tf.minimum(above, maxValue);
    return negativeSlope === 0
      ? positive
      : tf.sub(positive, tf.mul(tf.relu(tf.sub(threshold, x)), negativeSlope));
  }
}
tf.serialization.registerClass(Rectifier);

/** x above `threshold`, at most `maxValue`; below it negativeSlope · (x − threshold). */
export const relu = (
  at: Names,
  x: Symbolic,
  options: ReluOptions = {},
): Symbolic =>
  at.apply("re_lu", (name) => new Rectifier({ ...options, name }), x);

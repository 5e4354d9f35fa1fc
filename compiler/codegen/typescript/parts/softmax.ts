import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { axisOf } from "./options.ts";
import * as tf from "./tf.ts";

/** Softmax along any axis: tfjs's takes 1 where none is given, and no inner one. */
export class AnySoftmax extends Op<{ axis?: number }> {
  static readonly className: string = "Keras>Softmax";

  protected override compute(x: tf.Tensor): tf.Tensor {
    const axis = axisOf(this.options.axis ?? -1, x.rank);
    return axis === x.rank - 1
      ? tf.softmax(x)
      : tf.exp(tf.sub(x, tf.logSumExp(x, axis, true)));
  }
}
tf.serialization.registerClass(AnySoftmax);

/** Exponentials along an axis, divided by their sum. */
export const softmax = (
  at: Names,
  x: Symbolic,
  options: { axis?: number } = {},
): Symbolic =>
  at.apply("softmax", (name) => new AnySoftmax({ ...options, name }), x);

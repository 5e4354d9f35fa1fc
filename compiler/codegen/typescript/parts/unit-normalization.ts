import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { axesOf, type Sizes } from "./options.ts";
import * as tf from "./tf.ts";

/** Keras's UnitNormalization, which tfjs lacks. */
export class UnitNormalization extends Op<{ axis?: Sizes }> {
  static readonly className: string = "Keras>UnitNormalization";

  protected override compute(x: tf.Tensor): tf.Tensor {
    const squares = tf.sum(
      tf.square(x),
      axesOf(this.options.axis ?? -1, x.rank),
      true,
    );
    return tf.mul(x, tf.rsqrt(tf.maximum(squares, 1e-24)));
  }
}
tf.serialization.registerClass(UnitNormalization);

/** Divides each example by its length over some axes. */
export const unitNormalization = (
  at: Names,
  x: Symbolic,
  options: { axis?: Sizes } = {},
): Symbolic =>
  at.apply(
    "unit_normalization",
    (name) => new UnitNormalization({ ...options, name }),
    x,
  );

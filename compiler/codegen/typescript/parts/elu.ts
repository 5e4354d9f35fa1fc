import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import * as tf from "./tf.ts";

/** ELU with any alpha: tfjs's has a wrong gradient for others than 1. */
export class Elu extends Op<{ alpha?: number }> {
  static readonly className: string = "Keras>ELU";

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { alpha = 1 } = this.options;
    if (alpha === 1) return tf.elu(x);
    return tf.add(
      tf.relu(x),
      tf.mul(tf.expm1(tf.neg(tf.relu(tf.neg(x)))), alpha),
    );
  }
}
tf.serialization.registerClass(Elu);

/** x where it is positive, else alpha · (eˣ − 1). */
export const elu = (
  at: Names,
  x: Symbolic,
  options: { alpha?: number } = {},
): Symbolic => at.apply("elu", (name) => new Elu({ ...options, name }), x);

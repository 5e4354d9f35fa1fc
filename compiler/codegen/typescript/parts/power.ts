import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import * as tf from "./tf.ts";

/** Values to the power of a number. */
export class Power extends Op<{ exponent: number }> {
  static readonly className: string = "Keras>Power";

  protected override compute(x: tf.Tensor): tf.Tensor {
    return tf.pow(x, this.options.exponent);
  }
}
tf.serialization.registerClass(Power);

/** x to the power of a number. */
export const power = (
  at: Names,
  x: Symbolic,
  options: { exponent: number },
): Symbolic => at.apply("power", (name) => new Power({ ...options, name }), x);

import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { stopped } from "./stopped.ts";
import * as tf from "./tf.ts";

/** Values as they are, through which no gradient goes back. */
export class StopGradient extends Op<object> {
  static readonly className: string = "Keras>StopGradient";

  protected override compute(x: tf.Tensor): tf.Tensor {
    return stopped(x, (value) => tf.clone(value));
  }
}
tf.serialization.registerClass(StopGradient);

/** The values as they are; no gradient goes back through them. */
export const stopGradient = (at: Names, x: Symbolic): Symbolic =>
  at.apply("stop_gradient", (name) => new StopGradient({ name }), x);

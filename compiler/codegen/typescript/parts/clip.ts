import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import * as tf from "./tf.ts";

interface ClipOptions {
  xMin: number;
  xMax: number;
}

/** Values kept between two numbers. */
export class Clip extends Op<ClipOptions> {
  static readonly className: string = "Keras>Clip";

  protected override compute(x: tf.Tensor): tf.Tensor {
    return tf.clipByValue(x, this.options.xMin, this.options.xMax);
  }
}
tf.serialization.registerClass(Clip);

/** The values, none below `xMin` and none above `xMax`. */
export const clip = (at: Names, x: Symbolic, options: ClipOptions): Symbolic =>
  at.apply("clip", (name) => new Clip({ ...options, name }), x);

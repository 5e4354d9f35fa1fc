import { Op } from "./op.ts";
import * as tf from "./tf.ts";

/** Dropout with a mask of its own shape (without the batch; −1: as the input), of any rate. */
export class AnyDropout extends Op<{
  rate: number;
  noiseShape: readonly number[];
}> {
  static readonly className: string = "Keras>Dropout";

  protected override compute(x: tf.Tensor, training: boolean): tf.Tensor {
    const { rate, noiseShape } = this.options;
    if (!training || rate === 0) return x;
    if (rate === 1) return tf.mul(x, 0);
    const shape = x.shape.map((size, axis) => {
      const wanted = axis === 0 ? -1 : (noiseShape[axis - 1] ?? -1);
      return wanted === -1 ? size : wanted;
    });
    const mask = tf.cast(
      tf.greaterEqual(tf.randomUniform(shape), rate),
      "float32",
    );
    return tf.mul(x, tf.mul(mask, 1 / (1 - rate)));
  }
}
tf.serialization.registerClass(AnyDropout);

import { Op } from "./op.ts";
import * as tf from "./tf.ts";

/** Each cell a number of times along each axis but the first and the last. */
export class Repeating extends Op<{ times: readonly number[] }> {
  static readonly className: string = "Keras>Repeating";

  protected override shape(input: tf.Shape): tf.Shape {
    return input.map((size, axis) =>
      size === null ? null : size * (this.options.times[axis - 1] ?? 1),
    );
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return this.options.times.reduce(
      (y, count, index) => repeatAxis(y, count, index + 1),
      x,
    );
  }
}
tf.serialization.registerClass(Repeating);

function repeatAxis(x: tf.Tensor, count: number, axis: number): tf.Tensor {
  const before = x.shape.slice(0, axis + 1).reduce((a, b) => a * b, 1);
  const after = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const repeated = tf.tile(tf.reshape(x, [before, 1, after]), [1, count, 1]);
  return tf.reshape(
    repeated,
    x.shape.map((size, index) => (index === axis ? size * count : size)),
  );
}

import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { item } from "./options.ts";
import * as tf from "./tf.ts";

/** From −1 at the first position to 1 at the last; 0 where there is but one. */
const positions = (count: number): tf.Tensor =>
  count === 1 ? tf.zeros([1]) : tf.linspace(-1, 1, count);

/** Where each cell lies, as two more channels. */
export class Coordinates extends Op<object> {
  static readonly className: string = "Keras>Coordinates";

  protected override shape(input: tf.Shape): tf.Shape {
    const channels = item(input, 3);
    return [...input.slice(0, 3), channels === null ? null : channels + 2];
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const [batch = 1, height = 1, width = 1] = x.shape;
    const seen = [batch, height, width, 1];
    const down = tf.reshape(positions(height), [1, height, 1, 1]);
    const right = tf.reshape(positions(width), [1, 1, width, 1]);
    return tf.concat(
      [x, tf.broadcastTo(down, seen), tf.broadcastTo(right, seen)],
      3,
    );
  }
}
tf.serialization.registerClass(Coordinates);

/** Adds two channels that say how far down and how far right a cell lies, from −1 to 1. */
export const coordinates = (at: Names, x: Symbolic): Symbolic =>
  at.apply("coordinates", (name) => new Coordinates({ name }), x);

import { broadcastShape, widened } from "./broadcast-shape.ts";
import { all, shapesOf } from "./op.ts";
import { type LayerArgs } from "./op.ts";
import * as tf from "./tf.ts";

type How =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "average"
  | "maximum"
  | "minimum";

const operators = {
  add: tf.add,
  subtract: tf.sub,
  multiply: tf.mul,
  divide: tf.div,
  average: tf.add,
};

/** Merges tensors value by value; sizes of 1 are repeated. */
export class Merge extends tf.layers.Layer {
  static readonly className: string = "Keras>Merge";

  readonly #how: How;

  constructor(options: LayerArgs & { how: How }) {
    super(options);
    this.#how = options.how;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return broadcastShape(shapesOf(inputShape));
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const tensors = all(inputs);
      const rank = Math.max(...tensors.map((tensor) => tensor.rank));
      const equal = tensors.map((x) =>
        x.rank === rank ? x : tf.reshape(x, widened(x.shape, rank)),
      );
      const merged = equal.reduce((a, b) => this.#merge(a, b));
      return this.#how === "average"
        ? tf.mul(merged, 1 / tensors.length)
        : merged;
    });
  }

  #merge(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    if (this.#how !== "maximum" && this.#how !== "minimum")
      return operators[this.#how](a, b);
    // The gradient of tfjs's does not sum over what was repeated.
    const shape = broadcastShape([a.shape, b.shape]) as number[];
    const wide = (x: tf.Tensor): tf.Tensor =>
      x.shape.every((size, axis) => size === shape[axis])
        ? x
        : tf.broadcastTo(x, shape);
    return this.#how === "maximum"
      ? tf.maximum(wide(a), wide(b))
      : tf.minimum(wide(a), wide(b));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { how: this.#how, ...super.getConfig() };
  }
}
tf.serialization.registerClass(Merge);

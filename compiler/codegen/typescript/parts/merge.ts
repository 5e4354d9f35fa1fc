import { all, shapesOf } from "./op.ts";
import { type LayerArgs } from "./op.ts";
import { item } from "./options.ts";
import * as tf from "./tf.ts";

type How =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "average"
  | "maximum"
  | "minimum";

/** The shape that shapes are repeated to: sizes of 1, and axes that one lacks behind the batch. */
function broadcast(shapes: tf.Shape[]): tf.Shape {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return shapes
    .map((shape) => widened(shape, rank))
    .reduce((a, b) =>
      a.map((size, axis) => (size === 1 ? item(b, axis) : size)),
    );
}

/** A shape with sizes of 1 behind the batch, up to a rank. */
const widened = <T extends number | null>(
  shape: T[],
  rank: number,
): (T | 1)[] => [
  item(shape, 0),
  ...new Array<1>(rank - shape.length).fill(1),
  ...shape.slice(1),
];

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
    return broadcast(shapesOf(inputShape));
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
    const shape = broadcast([a.shape, b.shape]) as number[];
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

import { broadcastShape, widened } from "./broadcast-shape.ts";
import { all, type LayerArgs, shapesOf } from "./op.ts";
import { saved } from "./resolve.ts";
import * as tf from "./tf.ts";

const relations = {
  equal: tf.equal,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
};

/** A number to compare with, where there is no other tensor. */
export interface ComparisonOptions {
  x2?: number;
}

/** 1 where a tensor compares so with a number or another tensor, else 0; no gradient goes through it. */
export class Comparison extends tf.layers.Layer {
  static readonly className: string = "Keras>Comparison";

  readonly #options: ComparisonOptions & { how: keyof typeof relations };

  constructor(
    options: ComparisonOptions & { how: keyof typeof relations } & LayerArgs,
  ) {
    super(options);
    this.#options = options;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return broadcastShape(shapesOf(inputShape));
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const { how, x2 } = this.#options;
      const tensors = all(inputs);
      const rank = Math.max(...tensors.map((tensor) => tensor.rank));
      const equal = tensors.map((x) =>
        x.rank === rank ? x : tf.reshape(x, widened(x.shape, rank)),
      );
      const [a, b = tf.scalar(x2 ?? 0)] = equal;
      const compare = tf.customGrad(() => ({
        value: tf.cast(relations[how](a ?? b, b), "float32"),
        gradFunc: () => equal.map((x) => tf.zerosLike(x)),
      }));
      return compare(...equal);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...saved(this.#options), ...super.getConfig() };
  }
}
tf.serialization.registerClass(Comparison);

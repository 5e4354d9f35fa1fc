import type { Names, Symbolic } from "./names.ts";
import { all, type LayerArgs, shapesOf } from "./op.ts";
import { item, axisOf, type Sizes } from "./options.ts";
import * as tf from "./tf.ts";

interface DotOptions {
  /** The axis that is summed over, or one for each of the two. */
  axes: Sizes;
  /** Whether both have length 1 along it. */
  normalize?: boolean;
}

/** Sums of products of two tensors of any rank along an axis of each. */
export class AnyDot extends tf.layers.Layer {
  static readonly className: string = "Keras>Dot";

  readonly #options: DotOptions;

  constructor(options: DotOptions & LayerArgs) {
    super(options);
    this.#options = options;
  }

  #axis(index: 0 | 1, rank: number): number {
    const { axes } = this.#options;
    return axisOf(
      typeof axes === "number" ? axes : (axes[index] ?? item(axes, 0)),
      rank,
    );
  }

  #others<T>(index: 0 | 1, shape: T[]): T[] {
    const axis = this.#axis(index, shape.length);
    return shape.filter((_, place) => place !== axis && place !== 0);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const shapes = shapesOf(inputShape);
    const sizes = [
      ...this.#others(0, item(shapes, 0)),
      ...this.#others(1, item(shapes, 1)),
    ];
    return [item(shapes, 0)[0] ?? null, ...(sizes.length === 0 ? [1] : sizes)];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const tensors = all(inputs);
      const [a, b] = [item(tensors, 0), item(tensors, 1)];
      const products = tf.matMul(
        this.#rows(0, a),
        this.#rows(1, b),
        false,
        true,
      );
      const sizes = [...this.#others(0, a.shape), ...this.#others(1, b.shape)];
      return tf.reshape(products, [
        item(a.shape, 0),
        ...(sizes.length === 0 ? [1] : sizes),
      ]);
    });
  }

  /** [batch, other positions, the axis] */
  #rows(index: 0 | 1, x: tf.Tensor): tf.Tensor3D {
    const axis = this.#axis(index, x.rank);
    const order = [...[...x.shape.keys()].filter((one) => one !== axis), axis];
    const rows = tf.reshape(tf.transpose(x, order), [
      item(x.shape, 0),
      -1,
      item(x.shape, axis),
    ]);
    if (this.#options.normalize !== true) return rows as tf.Tensor3D;
    return tf.div(
      rows,
      tf.sqrt(tf.maximum(tf.sum(tf.square(rows), 2, true), 1e-14)),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      axes: [this.#options.axes].flat(),
      normalize: this.#options.normalize ?? false,
      ...super.getConfig(),
    };
  }
}
tf.serialization.registerClass(AnyDot);

/** Sums of products of two tensors along an axis of each, for every pair of their other positions. */
export const dot = (at: Names, x: Symbolic[], options: DotOptions): Symbolic =>
  at.apply("dot", (name) => new AnyDot({ ...options, name }), x);

import { Affine, type AffineOptions } from "./affine.ts";
import type { Names, Symbolic } from "./names.ts";
import { only, shapesOf } from "./op.ts";
import { item, axisOf, type Initializer, known } from "./options.ts";
import * as tf from "./tf.ts";

export interface BatchNormalizationOptions extends AffineOptions {
  axis?: number;
  momentum?: number;
  movingMeanInitializer?: Initializer;
  movingVarianceInitializer?: Initializer;
}

/** Keras's BatchNormalization: over any axis of any rank; one that is frozen infers, where tfjs's goes on normalising by the batch. */
export class BatchNormalization extends Affine<BatchNormalizationOptions> {
  static readonly className = "Keras>BatchNormalization";

  #mean: tf.LayerVariable | undefined;
  #variance: tf.LayerVariable | undefined;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { axis = -1, ...o } = this.options;
    const shape = known([item(only(shapesOf(inputShape)), axis)]);
    this.addAffine(shape);
    const statistics = { trainable: false };
    this.#mean = this.weight("moving_mean", shape, {
      initializer: o.movingMeanInitializer ?? "zeros",
      ...statistics,
    });
    this.#variance = this.weight("moving_variance", shape, {
      initializer: o.movingVarianceInitializer ?? "ones",
      ...statistics,
    });
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor, training: boolean): tf.Tensor {
    const axis = axisOf(this.options.axis ?? -1, x.rank);
    const along = x.shape.map((size, index) => (index === axis ? size : 1));
    const wide = (value: tf.Tensor): tf.Tensor =>
      axis === x.rank - 1 ? value : tf.reshape(value, along);
    const { mean, variance } =
      training && this.trainable ? this.#ofBatch(x, axis) : this.#moving();
    const deviation = tf.rsqrt(tf.add(variance, this.options.epsilon ?? 1e-3));
    const factor = this.scaled(deviation, deviation.shape);
    const normal = tf.mul(tf.sub(x, wide(mean)), wide(factor));
    return this.shifted(normal, along);
  }

  #moving(): { mean: tf.Tensor; variance: tf.Tensor } {
    if (this.#mean === undefined || this.#variance === undefined)
      throw new Error(`${this.name} is not built`);
    return { mean: this.#mean.read(), variance: this.#variance.read() };
  }

  /** The statistics of a batch, which the moving ones follow. */
  #ofBatch(
    x: tf.Tensor,
    axis: number,
  ): { mean: tf.Tensor; variance: tf.Tensor } {
    const others = x.shape
      .map((_, index) => index)
      .filter((index) => index !== axis);
    const { mean, variance } = tf.moments(x, others);
    const { momentum = 0.99 } = this.options;
    const follow = (
      moving: tf.LayerVariable | undefined,
      batch: tf.Tensor,
    ): void => {
      if (moving === undefined) return;
      moving.write(
        tf.add(tf.mul(moving.read(), momentum), tf.mul(batch, 1 - momentum)),
      );
    };
    follow(this.#mean, mean);
    follow(this.#variance, variance);
    return { mean, variance };
  }
}
tf.serialization.registerClass(BatchNormalization);

/** Normalises each channel: by the batch while training, by moving statistics otherwise. */
export const batchNormalization = (
  at: Names,
  x: Symbolic,
  options: BatchNormalizationOptions = {},
): Symbolic =>
  at.apply(
    "batch_normalization",
    (name) => new BatchNormalization({ ...options, name }),
    x,
  );

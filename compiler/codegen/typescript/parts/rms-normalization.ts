import type { Names, Symbolic } from "./names.ts";
import { only, shapesOf } from "./op.ts";
import { item, axesOf, known, type Sizes } from "./options.ts";
import * as tf from "./tf.ts";
import { Weighted } from "./weighted.ts";

export interface RmsNormalizationOptions {
  axis?: Sizes;
  epsilon?: number;
}

/** Keras's RMSNormalization, which tfjs lacks. */
export class RmsNormalization extends Weighted<RmsNormalizationOptions> {
  static readonly className: string = "Keras>RMSNormalization";

  #scale: tf.LayerVariable | undefined;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = only(shapesOf(inputShape));
    const along = known(
      axesOf(this.options.axis ?? -1, shape.length).map((axis) =>
        item(shape, axis),
      ),
    );
    this.#scale = this.weight("scale", along, { initializer: "ones" });
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const axes = axesOf(this.options.axis ?? -1, x.rank);
    const mean = tf.mean(tf.square(x), axes, true);
    const normal = tf.mul(
      x,
      tf.rsqrt(tf.add(mean, this.options.epsilon ?? 1e-6)),
    );
    if (this.#scale === undefined) throw new Error(`${this.name} is not built`);
    const seen = x.shape.map((size, axis) => (axes.includes(axis) ? size : 1));
    return tf.mul(normal, tf.reshape(this.#scale.read(), seen));
  }
}
tf.serialization.registerClass(RmsNormalization);

/** Divides each example by its root mean square over some axes, then scales. */
export const rmsNormalization = (
  at: Names,
  x: Symbolic,
  options: RmsNormalizationOptions = {},
): Symbolic =>
  at.apply(
    "rms_normalization",
    (name) => new RmsNormalization({ ...options, name }),
    x,
  );

import { Affine, type AffineOptions } from "./affine.ts";
import type { Names, Symbolic } from "./names.ts";
import { only, shapesOf } from "./op.ts";
import { item, axisOf, known } from "./options.ts";
import * as tf from "./tf.ts";

export interface GroupNormalizationOptions extends AffineOptions {
  /** −1: as many as channels. */
  groups?: number;
  axis?: number;
}

/** Keras's GroupNormalization, which tfjs lacks. */
export class GroupNormalization extends Affine<GroupNormalizationOptions> {
  static readonly className: string = "Keras>GroupNormalization";

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = only(shapesOf(inputShape));
    this.addAffine(
      known([item(shape, axisOf(this.options.axis ?? -1, shape.length))]),
    );
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const axis = axisOf(this.options.axis ?? -1, x.rank);
    const channels = item(x.shape, axis);
    const { groups = 32 } = this.options;
    const count = groups === -1 ? channels : groups;
    const before = x.shape.slice(1, axis).reduce((a, b) => a * b, 1);
    const grouped = tf.reshape(x, [
      item(x.shape, 0),
      before,
      count,
      channels / count,
      -1,
    ]);
    const normal = tf.reshape(this.standardized(grouped, [1, 3, 4]), x.shape);
    return this.affine(
      normal,
      x.shape.map((size, index) => (index === axis ? size : 1)),
    );
  }
}
tf.serialization.registerClass(GroupNormalization);

/** Normalises each example by the mean and variance of each group of channels. */
export const groupNormalization = (
  at: Names,
  x: Symbolic,
  options: GroupNormalizationOptions = {},
): Symbolic =>
  at.apply(
    "group_normalization",
    (name) => new GroupNormalization({ ...options, name }),
    x,
  );

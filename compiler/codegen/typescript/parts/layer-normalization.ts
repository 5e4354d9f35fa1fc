import { Affine, type AffineOptions } from "./affine.ts";
import type { Names, Symbolic } from "./names.ts";
import { only, shapesOf } from "./op.ts";
import { item, axesOf, known, type Sizes } from "./options.ts";
import * as tf from "./tf.ts";

export interface LayerNormalizationOptions extends AffineOptions {
  axis?: Sizes;
}

/** Keras's LayerNormalization over axes of any rank, with or without scale and center. */
export class AnyLayerNormalization extends Affine<LayerNormalizationOptions> {
  static readonly className: string = "Keras>LayerNormalization";

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = only(shapesOf(inputShape));
    this.addAffine(
      known(
        axesOf(this.options.axis ?? -1, shape.length).map((axis) =>
          item(shape, axis),
        ),
      ),
    );
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const axes = axesOf(this.options.axis ?? -1, x.rank);
    const seen = x.shape.map((size, axis) => (axes.includes(axis) ? size : 1));
    return this.affine(this.standardized(x, axes), seen);
  }
}
tf.serialization.registerClass(AnyLayerNormalization);

/** Normalises each example by the mean and variance over some axes, then scales and shifts. */
export const layerNormalization = (
  at: Names,
  x: Symbolic,
  options: LayerNormalizationOptions = {},
): Symbolic =>
  at.apply(
    "layer_normalization",
    (name) => new AnyLayerNormalization({ ...options, name }),
    x,
  );

import type { Names, Symbolic } from "./names.ts";
import { only, shapesOf } from "./op.ts";
import { item, known } from "./options.ts";
import * as tf from "./tf.ts";
import { Weighted } from "./weighted.ts";

export interface LayerScaleOptions {
  initValues: number;
}

/** The LayerScale of Keras's ConvNeXt, which tfjs lacks. */
export class LayerScale extends Weighted<LayerScaleOptions> {
  static readonly className: string = "Keras>LayerScale";

  #gamma: tf.LayerVariable | undefined;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = only(shapesOf(inputShape));
    const initializer = tf.initializers.constant({
      value: this.options.initValues,
    });
    this.#gamma = this.weight("gamma", known([item(shape, -1)]), {
      initializer,
    });
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    if (this.#gamma === undefined) throw new Error(`${this.name} is not built`);
    return tf.mul(x, this.#gamma.read());
  }
}
tf.serialization.registerClass(LayerScale);

/** Multiplies each channel by a gamma that is trained and begins small. */
export const layerScale = (
  at: Names,
  x: Symbolic,
  options: LayerScaleOptions,
): Symbolic =>
  at.apply("layer_scale", (name) => new LayerScale({ ...options, name }), x);

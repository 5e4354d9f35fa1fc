import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { axesOf, type Sizes } from "./options.ts";
import * as tf from "./tf.ts";

export interface NormalizationOptions {
  /** The axes with statistics of their own, which go along the last of them; `null`: none. */
  axis?: Sizes | null;
  mean?: Sizes;
  variance?: Sizes;
  /** Whether the way back is taken: mean + x · √variance. */
  invert?: boolean;
}

/** (x − mean) / √variance with statistics that are given. */
export class GivenNormalization extends Op<NormalizationOptions> {
  static readonly className: string = "Keras>Normalization";

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { axis = -1, mean = 0, variance = 1, invert = false } = this.options;
    const last = axis === null ? 0 : (axesOf(axis, x.rank).at(-1) ?? 0);
    const along = (numbers: Sizes): tf.Tensor => {
      const list = typeof numbers === "number" ? [numbers] : [...numbers];
      return list.length === 1
        ? tf.scalar(list[0] ?? 0)
        : tf.tensor(list, [
            list.length,
            ...x.shape.slice(last + 1).map(() => 1),
          ]);
    };
    const deviation = tf.maximum(tf.sqrt(along(variance)), 1e-7);
    return invert
      ? tf.add(tf.mul(x, deviation), along(mean))
      : tf.div(tf.sub(x, along(mean)), deviation);
  }
}
tf.serialization.registerClass(GivenNormalization);

/** Normalises by a given mean and variance, which do not train. */
export const normalization = (
  at: Names,
  x: Symbolic,
  options: NormalizationOptions,
): Symbolic =>
  at.apply(
    "normalization",
    (name) => new GivenNormalization({ ...options, name }),
    x,
  );

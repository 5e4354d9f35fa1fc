import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { item, perAxis, type Sizes } from "./options.ts";
import { Repeating } from "./repeating.ts";
import { resizeImage } from "./resize-image.ts";
import type { Interpolation } from "./resize-matrix.ts";
import * as tf from "./tf.ts";

/** Images a whole number of times as high and as wide, with values between pixels. */
export class Enlarging extends Op<{
  times: readonly number[];
  interpolation: Interpolation;
}> {
  static readonly className: string = "Keras>Enlarging";

  protected override shape(input: tf.Shape): tf.Shape {
    return input.map((size, axis) =>
      size === null ? null : size * (this.options.times[axis - 1] ?? 1),
    );
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const [down, across] = this.options.times;
    const size: [number, number] = [
      item(x.shape, 1) * (down ?? 1),
      item(x.shape, 2) * (across ?? 1),
    ];
    return resizeImage(x, size, this.options.interpolation);
  }
}
tf.serialization.registerClass(Enlarging);

export interface UpSampling2dOptions {
  size?: Sizes;
  interpolation?: Interpolation;
}

/** The image a whole number of times as high and as wide. */
export const upSampling2d = (
  at: Names,
  x: Symbolic,
  { size = 2, interpolation = "nearest" }: UpSampling2dOptions = {},
): Symbolic => {
  const times = perAxis(size, 2);
  const make = (name: string): tf.layers.Layer =>
    interpolation === "nearest"
      ? new Repeating({ times, name })
      : new Enlarging({ times, interpolation, name });
  return at.apply("up_sampling2d", make, x);
};

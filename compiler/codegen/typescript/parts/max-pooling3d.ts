import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { item, perAxis } from "./options.ts";
import type { PoolingOptions } from "./pooling-options.ts";
import { slidingOf } from "./pooling-window.ts";
import { slidShape } from "./sliding.ts";
import * as tf from "./tf.ts";

/** Max pooling of volumes, slices first and then depth: of tfjs's the gradient is wrong where windows overlap. */
export class MaxPoolingOfVolumes extends Op<PoolingOptions> {
  static readonly className: string = "Keras>MaxPooling3D";

  protected override shape(input: tf.Shape): tf.Shape {
    return slidShape(input, slidingOf(this.options), item(input, -1));
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const {
      poolSize = 2,
      strides = poolSize,
      padding = "valid",
    } = this.options;
    const [depth = 1, height = 1, width = 1] = perAxis(poolSize, 3);
    const [slow = 1, down = 1, across = 1] = perAxis(strides, 3);
    const [batch = 1, slices = 1, rows = 1, columns = 1, channels = 1] =
      x.shape;
    const images: tf.Tensor4D = tf.reshape(x, [
      batch * slices,
      rows,
      columns,
      channels,
    ]);
    const flat = tf.maxPool(images, [height, width], [down, across], padding);
    const [, high, wide] = flat.shape;
    const columnsOfSlices: tf.Tensor4D = tf.reshape(flat, [
      batch,
      slices,
      high * wide,
      channels,
    ]);
    const pooled = tf.maxPool(columnsOfSlices, [depth, 1], [slow, 1], padding);
    return tf.reshape(pooled, [batch, -1, high, wide, channels]);
  }
}
tf.serialization.registerClass(MaxPoolingOfVolumes);

/** The largest value under a window, channel by channel. */
export const maxPooling3d = (
  at: Names,
  x: Symbolic,
  options: PoolingOptions = {},
): Symbolic =>
  at.apply(
    "max_pooling3d",
    (name) => new MaxPoolingOfVolumes({ ...options, name }),
    x,
  );

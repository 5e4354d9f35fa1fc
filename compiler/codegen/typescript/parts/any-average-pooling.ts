import { Op } from "./op.ts";
import { item } from "./options.ts";
import type { PoolingOptions } from "./pooling-options.ts";
import { slidingOf } from "./pooling-window.ts";
import {
  padded,
  type SlidingAxis,
  slidingAxes,
  slidShape,
  zerosAround,
} from "./sliding.ts";
import * as tf from "./tf.ts";

/** Average pooling; with `same`, whose gradient is wrong on tfjs's cpu and wasm, zeros are added, and do not count. */
export class AveragePooling extends Op<PoolingOptions> {
  static readonly className: string = "Keras>AveragePooling";

  protected override shape(input: tf.Shape): tf.Shape {
    return slidShape(input, slidingOf(this.options), item(input, -1));
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const sliding = slidingOf(this.options);
    const axes = slidingAxes(sliding, x.rank - 2);
    return axes.reduce(
      (y, axis, index) =>
        tf.mul(y, share(axis, item(x.shape, index + 1), y, index + 1)),
      pool(padded(x, sliding), axes),
    );
  }
}
tf.serialization.registerClass(AveragePooling);

function pool(x: tf.Tensor, axes: SlidingAxis[]): tf.Tensor {
  const sizes = axes.map(({ reach }) => reach) as [number, number, number];
  const strides = axes.map(({ stride }) => stride) as [number, number, number];
  if (x.rank === 5)
    return tf.avgPool3d(x as tf.Tensor5D, sizes, strides, "valid");
  if (x.rank === 4)
    return tf.avgPool(
      x as tf.Tensor4D,
      [sizes[0], sizes[1]],
      [strides[0], strides[1]],
      "valid",
    );
  const image = tf.expandDims<tf.Tensor4D>(x, 2);
  return tf.squeeze(
    tf.avgPool(image, [sizes[0], 1], [strides[0], 1], "valid"),
    [2],
  );
}

/** By how much a mean over a whole window is too small where zeros were in it. */
function share(
  sliding: SlidingAxis,
  whole: number,
  y: tf.Tensor,
  axis: number,
): tf.Tensor {
  const { reach, stride } = sliding;
  const [before] = zerosAround(whole, sliding);
  const factors = Array.from({ length: item(y.shape, axis) }, (_, index) => {
    const first = index * stride - before;
    return reach / (Math.min(first + reach, whole) - Math.max(first, 0));
  });
  return tf.tensor(
    factors,
    y.shape.map((length, index) => (index === axis ? length : 1)),
  );
}

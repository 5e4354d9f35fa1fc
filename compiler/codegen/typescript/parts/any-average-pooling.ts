import { slidSize, zerosAround } from "./any-convolution.ts";
import { Op } from "./op.ts";
import { item, perAxis } from "./options.ts";
import type { PoolingOptions } from "./pooling-options.ts";
import * as tf from "./tf.ts";

interface PooledAxis {
  size: number;
  stride: number;
  around: [number, number];
}

/** Average pooling; with `same`, whose gradient is wrong on tfjs's cpu and wasm, zeros are added, and do not count. */
export class AveragePooling extends Op<PoolingOptions> {
  static readonly className: string = "Keras>AveragePooling";

  protected override shape(input: tf.Shape): tf.Shape {
    const {
      poolSize = 2,
      strides = poolSize,
      padding = "valid",
    } = this.options;
    const axes = input.length - 2;
    const slid = input
      .slice(1, -1)
      .map((size, axis) =>
        slidSize(
          size,
          item(perAxis(poolSize, axes), axis),
          item(perAxis(strides, axes), axis),
          padding,
        ),
      );
    return [input[0] ?? null, ...slid, item(input, -1)];
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const {
      poolSize = 2,
      strides = poolSize,
      padding = "valid",
    } = this.options;
    const axes = x.shape.slice(1, -1).map((whole, axis): PooledAxis => {
      const size = item(perAxis(poolSize, x.rank - 2), axis);
      const stride = item(perAxis(strides, x.rank - 2), axis);
      return {
        size,
        stride,
        around: zerosAround(whole, size, stride, padding),
      };
    });
    const mean = pool(
      tf.pad(x, [[0, 0], ...axes.map(({ around }) => around), [0, 0]]),
      axes,
    );
    return axes.reduce(
      (y, axis, index) =>
        tf.mul(y, share(axis, item(x.shape, index + 1), y, index + 1)),
      mean,
    );
  }
}
tf.serialization.registerClass(AveragePooling);

function pool(x: tf.Tensor, axes: PooledAxis[]): tf.Tensor {
  const sizes = axes.map(({ size }) => size) as [number, number, number];
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
  { size, stride, around: [before] }: PooledAxis,
  whole: number,
  y: tf.Tensor,
  axis: number,
): tf.Tensor {
  const factors = Array.from({ length: item(y.shape, axis) }, (_, index) => {
    const first = index * stride - before;
    return size / (Math.min(first + size, whole) - Math.max(first, 0));
  });
  return tf.tensor(
    factors,
    y.shape.map((length, index) => (index === axis ? length : 1)),
  );
}

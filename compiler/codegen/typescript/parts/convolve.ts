import * as tf from "./tf.ts";

/** A kernel over one, two or three axes, as many as a tensor has between its first and its last. */
export function convolve(
  x: tf.Tensor,
  kernel: tf.Tensor,
  strides: readonly number[] = [],
): tf.Tensor {
  const [first = 1, second = 1, third = 1] = strides;
  if (x.rank === 3)
    return tf.conv1d(x as tf.Tensor3D, kernel as tf.Tensor3D, first, "valid");
  if (x.rank === 4)
    return tf.conv2d(
      x as tf.Tensor4D,
      kernel as tf.Tensor4D,
      [first, second],
      "valid",
    );
  return tf.conv3d(
    x as tf.Tensor5D,
    kernel as tf.Tensor5D,
    [first, second, third],
    "valid",
  );
}

import { item, perAxis, type Sizes } from "./options.ts";
import * as tf from "./tf.ts";

/** A kernel with zeros between its taps: a dilated convolution, whose gradient tfjs lacks, is a plain one with it. */
export function dilateKernel(kernel: tf.Tensor, rates: Sizes): tf.Tensor {
  const axes = kernel.rank - 2;
  return perAxis(rates, axes).reduce(
    (sofar, rate, axis) => dilateAxis(sofar, rate, axis),
    kernel,
  );
}

function dilateAxis(kernel: tf.Tensor, rate: number, axis: number): tf.Tensor {
  const { shape } = kernel;
  const taps = item(shape, axis);
  if (rate === 1 || taps === 1) return kernel;
  const before = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  const after = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const spread = tf.pad(tf.reshape(kernel, [before, taps, 1, after]), [
    [0, 0],
    [0, 0],
    [0, rate - 1],
    [0, 0],
  ]);
  const reach = (taps - 1) * rate + 1;
  const cut = tf.slice(
    tf.reshape(spread, [before, taps * rate, after]),
    [0, 0, 0],
    [before, reach, after],
  );
  return tf.reshape(
    cut,
    shape.map((size, index) => (index === axis ? reach : size)),
  );
}

import { item, perAxis, type Sizes } from "./options.ts";
import * as tf from "./tf.ts";

/** How a window slides over an axis: its reach with what dilation adds. */
export interface SlidingAxis {
  readonly reach: number;
  readonly stride: number;
  readonly padding: "valid" | "same" | "causal";
}

/** What slides. */
export interface Sliding {
  readonly kernelSize: Sizes;
  readonly dilationRate?: Sizes;
  readonly strides?: Sizes;
  readonly padding?: SlidingAxis["padding"];
}

/** How a window slides over each of so many axes. */
export function slidingAxes(
  { kernelSize, dilationRate = 1, strides = 1, padding = "valid" }: Sliding,
  count: number,
): SlidingAxis[] {
  const sizes = perAxis(kernelSize, count);
  const rates = perAxis(dilationRate, count);
  return perAxis(strides, count).map((stride, axis) => ({
    reach: (item(sizes, axis) - 1) * item(rates, axis) + 1,
    stride,
    padding,
  }));
}

/** How many zeros go before and after an axis, so that a window of `same` or `causal` fits. */
export function zerosAround(
  size: number,
  { reach, stride, padding }: SlidingAxis,
): [number, number] {
  if (padding === "valid") return [0, 0];
  if (padding === "causal") return [reach - 1, 0];
  const total = Math.max(
    (Math.ceil(size / stride) - 1) * stride + reach - size,
    0,
  );
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** The size of an axis after a window has slid over it. */
const slidSize = (
  size: number | null,
  { reach, stride, padding }: SlidingAxis,
): number | null => {
  if (size === null) return null;
  return padding === "valid"
    ? Math.floor((size - reach) / stride) + 1
    : Math.ceil(size / stride);
};

/** The shape after a window has slid over all axes between the first and the last. */
export const slidShape = (
  input: tf.Shape,
  sliding: Sliding,
  channels: number | null,
): tf.Shape => {
  const axes = slidingAxes(sliding, input.length - 2);
  const slid = axes.map((axis, index) =>
    slidSize(item(input, index + 1), axis),
  );
  return [input[0] ?? null, ...slid, channels];
};

/** A tensor with the zeros that its windows reach. */
export function padded(x: tf.Tensor, sliding: Sliding): tf.Tensor {
  const zeros = slidingAxes(sliding, x.rank - 2).map((axis, index) =>
    zerosAround(item(x.shape, index + 1), axis),
  );
  return zeros.some(([before, after]) => before + after > 0)
    ? tf.pad(x, [[0, 0], ...zeros, [0, 0]])
    : x;
}

import type { Constraint, Sizes } from "./options.ts";
import * as tf from "./tf.ts";

/** A norm from `minValue` to `maxValue`; the norm is taken over the axes of the weight, from 0. */
export const minMaxNorm = ({
  axis = 0,
  ...options
}: {
  minValue?: number;
  maxValue?: number;
  rate?: number;
  axis?: Sizes;
} = {}): Constraint =>
  tf.constraints.minMaxNorm({ ...options, axis: axis as number });

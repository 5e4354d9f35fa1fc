import type { Constraint, Sizes } from "./options.ts";
import * as tf from "./tf.ts";

/** A norm of at most `maxValue`; the norm is taken over the axes of the weight, from 0. */
export const maxNorm = ({
  axis = 0,
  ...options
}: { maxValue?: number; axis?: Sizes } = {}): Constraint =>
  tf.constraints.maxNorm({ ...options, axis: axis as number });

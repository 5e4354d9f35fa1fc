import type { Constraint, Sizes } from "./options.ts";
import * as tf from "./tf.ts";

/** A norm of 1; the norm is taken over the axes of the weight, from 0. */
export const unitNorm = ({
  axis = 0,
  ...options
}: { axis?: Sizes } = {}): Constraint =>
  tf.constraints.unitNorm({ ...options, axis: axis as number });

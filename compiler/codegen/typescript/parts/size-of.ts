import type { Symbolic } from "./names.ts";

/** The size of an axis, 0 the batch; one that is not known when the model is made is not a number. */
export const sizeOf = (x: Symbolic, axis: number): number =>
  x.shape[axis] ?? NaN;

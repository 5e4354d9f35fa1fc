import type { Constraint } from "./options.ts";
import * as tf from "./tf.ts";

/** No value below 0. */
export const nonNeg = (): Constraint => tf.constraints.nonNeg();

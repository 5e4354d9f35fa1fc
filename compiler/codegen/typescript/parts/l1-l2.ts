import type { Regularizer } from "./options.ts";
import * as tf from "./tf.ts";

/** A penalty of l1 · Σ |w| + l2 · Σ w²; tfjs's own has 0.01 for what is left out. */
export const l1l2 = ({
  l1 = 0,
  l2 = 0,
}: { l1?: number; l2?: number } = {}): Regularizer =>
  tf.regularizers.l1l2({ l1, l2 });

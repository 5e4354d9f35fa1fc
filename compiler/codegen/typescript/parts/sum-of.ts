import type { Loss } from "./objective.ts";
import * as tf from "./tf.ts";

/** Losses that are added, each times its factor: their means, as their shapes may differ. */
export const sumOf =
  (...terms: [factor: number, loss: Loss][]): Loss =>
  (target, prediction) =>
    terms
      .map(([factor, loss]) =>
        tf.mul(tf.mean(loss(target, prediction)), factor),
      )
      .reduce((sum, term) => tf.add(sum, term));

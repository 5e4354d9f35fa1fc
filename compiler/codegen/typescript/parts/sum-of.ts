import type { Loss } from "./objective.ts";
import * as tf from "./tf.ts";

/** Losses that are added, each times its factor: their means, as their shapes may differ. */
export function sumOf(...terms: [factor: number, loss: Loss][]): Loss {
  const kinds = terms.map(([, loss]) => loss.target);
  const target = (["classes", "any", "shares"] as const).find((kind) =>
    kinds.includes(kind),
  );
  const sum: Loss = (given, prediction) =>
    terms
      .map(([factor, loss]) => tf.mul(tf.mean(loss(given, prediction)), factor))
      .reduce((total, term) => tf.add(total, term));
  return target === undefined ? sum : Object.assign(sum, { target });
}

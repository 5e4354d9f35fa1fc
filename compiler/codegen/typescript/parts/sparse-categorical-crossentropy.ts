import type { Loss } from "./objective.ts";
import {
  clippedProbability,
  oneHotLike,
  softmaxCrossentropy,
} from "./softmax-crossentropy.ts";
import * as tf from "./tf.ts";

/** Cross-entropy with a class number as target. */
export function sparseCategoricalCrossentropy({
  fromLogits = false,
}: { fromLogits?: boolean } = {}): Loss {
  const ofLogits: Loss = (target, logits) =>
    softmaxCrossentropy(oneHotLike(target, logits), logits);
  if (fromLogits) return ofLogits;
  const ofProbabilities: Loss = (target, prediction) =>
    ofLogits(target, tf.log(clippedProbability(prediction)));
  return Object.assign(ofProbabilities, {
    logits: { activation: "softmax", loss: ofLogits } as const,
  });
}

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
  const target = "classes" as const;
  if (fromLogits) return Object.assign(ofLogits, { target });
  const ofProbabilities: Loss = (target, prediction) =>
    ofLogits(target, tf.log(clippedProbability(prediction)));
  return Object.assign(ofProbabilities, {
    target,
    logits: { activation: "softmax", loss: ofLogits } as const,
  });
}

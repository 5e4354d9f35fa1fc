import type { Loss } from "./objective.ts";
import { smoothed } from "./smoothed.ts";
import {
  clippedProbability,
  softmaxCrossentropy,
} from "./softmax-crossentropy.ts";
import * as tf from "./tf.ts";

/** Cross-entropy with a probability for each class as target. */
export function categoricalCrossentropy({
  fromLogits = false,
  labelSmoothing = 0,
}: { fromLogits?: boolean; labelSmoothing?: number } = {}): Loss {
  const wanted = (target: tf.Tensor): tf.Tensor =>
    smoothed(target, labelSmoothing, target.shape.at(-1) ?? 1);
  const ofLogits: Loss = (target, logits) =>
    softmaxCrossentropy(wanted(target), logits);
  if (fromLogits) return ofLogits;
  const ofProbabilities: Loss = (target, prediction) => {
    const normal = tf.div(prediction, tf.sum(prediction, -1, true));
    return tf.neg(
      tf.sum(tf.mul(wanted(target), tf.log(clippedProbability(normal))), -1),
    );
  };
  return Object.assign(ofProbabilities, {
    logits: { activation: "softmax", loss: ofLogits } as const,
  });
}

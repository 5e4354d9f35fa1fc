import type { Loss } from "./objective.ts";
import {
  clippedProbability,
  softmaxCrossentropy,
} from "./softmax-crossentropy.ts";
import * as tf from "./tf.ts";

/** Cross-entropy with a probability for each class as target. */
export function categoricalCrossentropy({
  fromLogits = false,
}: { fromLogits?: boolean } = {}): Loss {
  if (fromLogits) return softmaxCrossentropy;
  const ofProbabilities: Loss = (target, prediction) => {
    const normal = tf.div(prediction, tf.sum(prediction, -1, true));
    return tf.neg(
      tf.sum(tf.mul(target, tf.log(clippedProbability(normal))), -1),
    );
  };
  return Object.assign(ofProbabilities, {
    logits: { activation: "softmax", loss: softmaxCrossentropy } as const,
  });
}

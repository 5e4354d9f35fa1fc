import { smoothed } from "./smoothed.ts";
import type { Loss } from "./objective.ts";
import {
  clippedProbability,
  oneHotLike,
  softmaxCrossentropy,
} from "./softmax-crossentropy.ts";
import * as tf from "./tf.ts";

/** Zero where the target is a class that is ignored; the mean is that of the others. */
function ofOthers(
  each: tf.Tensor,
  target: tf.Tensor,
  ignored: number,
): tf.Tensor {
  const counts = tf.cast(
    tf.notEqual(tf.reshape(target, each.shape), ignored),
    "float32",
  );
  return tf.div(tf.mul(each, counts), tf.maximum(tf.mean(counts), 1e-7));
}

/** Cross-entropy with a class number as target. */
export function sparseCategoricalCrossentropy({
  fromLogits = false,
  labelSmoothing = 0,
  ignoreClass = null,
}: {
  fromLogits?: boolean;
  labelSmoothing?: number;
  ignoreClass?: number | null;
} = {}): Loss {
  const ofLogits: Loss = (target, logits) => {
    const wanted = oneHotLike(target, logits);
    const each = softmaxCrossentropy(
      smoothed(wanted, labelSmoothing, wanted.shape.at(-1) ?? 1),
      logits,
    );
    return ignoreClass === null ? each : ofOthers(each, target, ignoreClass);
  };
  const target = "classes" as const;
  if (fromLogits) return Object.assign(ofLogits, { target });
  const ofProbabilities: Loss = (target, prediction) =>
    ofLogits(target, tf.log(clippedProbability(prediction)));
  return Object.assign(ofProbabilities, {
    target,
    logits: { activation: "softmax", loss: ofLogits } as const,
  });
}

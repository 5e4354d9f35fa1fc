import { classNumbers } from "./class-of.ts";
import type { Metric } from "./objective.ts";
import { oneHotLike } from "./softmax-crossentropy.ts";
import * as tf from "./tf.ts";

/** How often the class of the target is among those of the k largest values. */
export const topKCategoricalAccuracy =
  ({ k = 5 }: { k?: number } = {}): Metric =>
  (target, prediction) => {
    const wanted = oneHotLike(classNumbers(target, prediction), prediction);
    const own = tf.sum(tf.mul(wanted, prediction), -1, true);
    const larger = tf.sum(tf.cast(tf.greater(prediction, own), "float32"), -1);
    return tf.cast(tf.less(larger, k), "float32");
  };

import { classNumbers } from "./class-of.ts";
import * as tf from "./tf.ts";

/** How often the class of the largest value is the target, a class. */
export const sparseCategoricalAccuracy = (
  target: tf.Tensor,
  prediction: tf.Tensor,
): tf.Tensor =>
  tf.cast(
    tf.equal(classNumbers(target, prediction), tf.argMax(prediction, -1)),
    "float32",
  );

import { Names, type Symbolic } from "./names.ts";
import type { Loss } from "./objective.ts";
import * as tf from "./tf.ts";

/** A loss that is written in layers, of a target and a prediction of these shapes (without the batch). */
export function lossOf(
  write: (
    at: Names,
    tensors: { prediction: Symbolic; target: Symbolic },
  ) => Symbolic,
  shapes: { target: tf.Shape; prediction: tf.Shape },
): Loss {
  const target = tf.input({ shape: shapes.target });
  const prediction = tf.input({ shape: shapes.prediction });
  const outputs = write(new Names(), { prediction, target });
  const model = tf.model({ inputs: [target, prediction], outputs });
  const asTarget = (given: tf.Tensor): tf.Tensor => {
    const wanted = [given.shape[0], ...shapes.target.map((size) => size ?? -1)];
    const classes = shapes.target.at(-1) ?? 1;
    const isClass = given.rank < wanted.length && classes > 1;
    const values = isClass
      ? tf.oneHot(tf.cast(given, "int32"), classes)
      : given;
    return tf.reshape(tf.cast(values, "float32"), wanted);
  };
  const loss: Loss = (given, predicted) =>
    model.apply([asTarget(given), predicted], { training: true }) as tf.Tensor;
  const isOfClasses = (shapes.target.at(-1) ?? 1) > 1;
  return Object.assign(loss, {
    target: isOfClasses ? ("shares" as const) : ("any" as const),
  });
}

import type * as tf from "./tf.ts";

/** Of a target and a prediction: a number for each example and position, whose mean is minimised. */
export interface Loss {
  (target: tf.Tensor, prediction: tf.Tensor): tf.Tensor;
  /** The activation before which the loss would rather see a prediction: a logarithm of it is stable there. */
  readonly logits?: {
    readonly activation: "softmax" | "sigmoid";
    readonly loss: Loss;
  };
  /**
   * What a target has to be where it is not of the shape of the prediction, or the number of a class in place of a share of
   * each: the number of a class only; a number or shares, in a shape that the loss makes its own; anything.
   */
  readonly target?: "classes" | "shares" | "any";
}

/** Of a target and a prediction: a number for each example (and position), whose mean is told. */
export type Metric = (target: tf.Tensor, prediction: tf.Tensor) => tf.Tensor;

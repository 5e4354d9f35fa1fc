import type { AdamOptions } from "./adam-options.ts";
import type { Update } from "./optimizer.ts";
import * as tf from "./tf.ts";

/** The running means of a gradient and of its square, which follow it. */
export function momentsOf(
  { gradient, slot }: Update,
  { beta1, beta2 }: Required<AdamOptions>,
): { momentum: tf.Variable; velocity: tf.Variable } {
  const follow = (
    of: tf.Variable,
    value: tf.Tensor,
    beta: number,
  ): tf.Variable => {
    of.assign(tf.add(of, tf.mul(tf.sub(value, of), 1 - beta)));
    return of;
  };
  return {
    momentum: follow(slot("momentum"), gradient, beta1),
    velocity: follow(slot("velocity"), tf.square(gradient), beta2),
  };
}

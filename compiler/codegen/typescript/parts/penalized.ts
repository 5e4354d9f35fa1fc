import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import type { Regularizer } from "./options.ts";
import { resolve } from "./resolve.ts";
import * as tf from "./tf.ts";

/** Lets a tensor through, and has a penalty on it, for each example on average, which training adds to the loss. */
export class ActivityPenalty extends Op<{ regularizer: Regularizer }> {
  static readonly className: string = "Keras>ActivityPenalty";

  #penalty: tf.Scalar | undefined;

  protected override compute(x: tf.Tensor): tf.Tensor {
    const regularizer = resolve(this.options.regularizer) as unknown as {
      apply(x: tf.Tensor): tf.Scalar;
    };
    this.#penalty?.dispose();
    this.#penalty = tf.keep(
      tf.div<tf.Scalar>(regularizer.apply(x), x.shape[0]),
    );
    return x;
  }

  /** Lets go of the penalty. */
  forget(): void {
    this.#penalty?.dispose();
    this.#penalty = undefined;
  }

  /** The penalty of what went through last. */
  get penalty(): tf.Scalar | undefined {
    return this.#penalty;
  }
}
tf.serialization.registerClass(ActivityPenalty);

/** A layer function that takes an `activityRegularizer`, of which tfjs-layers has the option but no implementation. */
export const penalized =
  <O extends object>(layer: (at: Names, x: Symbolic, options: O) => Symbolic) =>
  (
    at: Names,
    x: Symbolic,
    {
      activityRegularizer,
      ...options
    }: O & { activityRegularizer?: Regularizer | null },
  ): Symbolic => {
    const y = layer(at, x, options as unknown as O);
    if (activityRegularizer === undefined || activityRegularizer === null)
      return y;
    const name = `${y.sourceLayer.name}.activity`;
    return new ActivityPenalty({
      regularizer: activityRegularizer,
      name,
    }).apply(y) as Symbolic;
  };

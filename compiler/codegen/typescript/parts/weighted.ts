import { Op } from "./op.ts";
import type { Constraint, Initializer, Regularizer } from "./options.ts";
import { resolve } from "./resolve.ts";
import type * as tf from "./tf.ts";

type AddWeight = Parameters<(typeof tf.layers.Layer.prototype)["addWeight"]>;

/** What a weight is told. */
export interface WeightOptions {
  readonly initializer: Initializer;
  readonly regularizer?: Regularizer | null | undefined;
  readonly constraint?: Constraint | null | undefined;
  readonly trainable?: boolean;
}

/** A layer of one tensor that has weights. */
export abstract class Weighted<O extends object> extends Op<O> {
  protected weight(
    name: string,
    shape: tf.Shape,
    options: WeightOptions,
  ): tf.LayerVariable {
    return this.addWeight(
      name,
      shape,
      "float32",
      resolve(options.initializer) as AddWeight[3],
      resolve(options.regularizer) as AddWeight[4],
      options.trainable ?? true,
      resolve(options.constraint) as AddWeight[6],
    );
  }
}

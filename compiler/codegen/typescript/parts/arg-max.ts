import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import { axisOf } from "./options.ts";
import { stopped } from "./stopped.ts";
import * as tf from "./tf.ts";

export interface ArgMaxOptions {
  /** The last one where it is not given. */
  axis?: number;
}

/** Where the largest value along an axis is. */
export class ArgMax extends Op<ArgMaxOptions> {
  static readonly className: string = "Keras>ArgMax";

  #axis(rank: number): number {
    return axisOf(this.options.axis ?? -1, rank);
  }

  protected override shape(input: tf.Shape): tf.Shape {
    const axis = this.#axis(input.length);
    return input.filter((_, index) => index !== axis);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const axis = this.#axis(x.rank);
    return stopped(x, (value) => tf.cast(tf.argMax(value, axis), "float32"));
  }
}
tf.serialization.registerClass(ArgMax);

/** The position of the largest value along an axis, the first of equal ones. */
export const argMax = (
  at: Names,
  x: Symbolic,
  options: ArgMaxOptions = {},
): Symbolic =>
  at.apply("arg_max", (name) => new ArgMax({ ...options, name }), x);

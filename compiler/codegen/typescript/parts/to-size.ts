import { Op } from "./op.ts";
import { item } from "./options.ts";
import type * as tf from "./tf.ts";

/** Makes images of one size. */
export abstract class ToSize<
  O extends { height: number; width: number },
> extends Op<O> {
  protected override shape(input: tf.Shape): tf.Shape {
    const { height, width } = this.options;
    return [input[0] ?? null, height, width, item(input, 3)];
  }
}

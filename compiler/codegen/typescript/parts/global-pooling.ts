import { Op } from "./op.ts";
import { item } from "./options.ts";
import { largest } from "./largest.ts";
import * as tf from "./tf.ts";

/** The mean, or the largest value, of each channel over all positions. */
export class GlobalPooling extends Op<{
  of: "mean" | "max";
  keepdims?: boolean;
}> {
  static readonly className: string = "Keras>GlobalPooling";

  protected override shape(input: tf.Shape): tf.Shape {
    const kept =
      this.options.keepdims === true ? input.slice(1, -1).map(() => 1) : [];
    return [input[0] ?? null, ...kept, item(input, -1)];
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { of, keepdims = false } = this.options;
    const positions = [...x.shape.keys()].slice(1, -1);
    return of === "mean"
      ? tf.mean(x, positions, keepdims)
      : largest(x, positions, keepdims);
  }
}
tf.serialization.registerClass(GlobalPooling);

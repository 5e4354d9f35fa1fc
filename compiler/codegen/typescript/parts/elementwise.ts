import { Op } from "./op.ts";
import * as tf from "./tf.ts";

const functions = {
  abs: tf.abs,
  square: tf.square,
  sqrt: tf.sqrt,
  exp: tf.exp,
  log: tf.log,
};

/** A function of every value. */
export class Elementwise extends Op<{ of: keyof typeof functions }> {
  static readonly className: string = "Keras>Elementwise";

  protected override compute(x: tf.Tensor): tf.Tensor {
    return functions[this.options.of](x);
  }
}
tf.serialization.registerClass(Elementwise);

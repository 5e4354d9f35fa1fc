import { glu } from "./glu.ts";
import type { Names, Symbolic } from "./names.ts";
import { Op } from "./op.ts";
import type { Activation } from "./options.ts";
import { activationOf } from "./resolve.ts";
import * as tf from "./tf.ts";

/** An activation as a layer; `glu` halves the last axis. */
export class AnyActivation extends Op<{ activation: Activation }> {
  static readonly className: string = "Keras>Activation";

  protected override shape(input: tf.Shape): tf.Shape {
    const { activation } = this.options;
    const isGlu =
      typeof activation !== "string" && activation.className === glu.className;
    return input.map((size, axis) =>
      isGlu && size !== null && axis === input.length - 1 ? size / 2 : size,
    );
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return activationOf(this.options.activation)(x);
  }
}
tf.serialization.registerClass(AnyActivation);

/** An activation function as a layer of its own. */
export const activation = (
  at: Names,
  x: Symbolic,
  options: { activation: Activation },
): Symbolic =>
  at.apply("activation", (name) => new AnyActivation({ ...options, name }), x);

import type {
  Activation,
  Constraint,
  Initializer,
  Regularizer,
} from "./options.ts";
import { activationOf } from "./resolve.ts";
import * as tf from "./tf.ts";
import { Weighted } from "./weighted.ts";

/** What is added behind a kernel. */
interface BiasOptions {
  activation?: Activation | null;
  useBias?: boolean;
  biasInitializer?: Initializer;
  biasRegularizer?: Regularizer | null;
  biasConstraint?: Constraint | null;
}

/** A layer that ends with a bias and an activation. */
export abstract class Biased<O extends BiasOptions> extends Weighted<O> {
  #bias: tf.LayerVariable | undefined;

  protected addBias(size: number): void {
    const { useBias = true, ...o } = this.options;
    if (!useBias) return;
    this.#bias = this.weight("bias", [size], {
      initializer: o.biasInitializer ?? "zeros",
      regularizer: o.biasRegularizer,
      constraint: o.biasConstraint,
    });
  }

  protected finish(x: tf.Tensor): tf.Tensor {
    return activationOf(this.options.activation)(
      this.#bias === undefined ? x : tf.add(x, this.#bias.read()),
    );
  }

  /** A weight that building has made. */
  protected read(weight: tf.LayerVariable | undefined): tf.Tensor {
    if (weight === undefined) throw new Error(`${this.name} is not built`);
    return weight.read();
  }
}

import type { Constraint, Initializer, Regularizer } from "./options.ts";
import * as tf from "./tf.ts";
import { Weighted } from "./weighted.ts";

/** What scales and shifts is told. */
export interface AffineOptions {
  epsilon?: number;
  center?: boolean;
  scale?: boolean;
  betaInitializer?: Initializer;
  gammaInitializer?: Initializer;
  betaRegularizer?: Regularizer | null;
  gammaRegularizer?: Regularizer | null;
  betaConstraint?: Constraint | null;
  gammaConstraint?: Constraint | null;
}

/** A layer that normalises, then scales and shifts. */
export abstract class Affine<O extends AffineOptions> extends Weighted<O> {
  #gamma: tf.LayerVariable | undefined;
  #beta: tf.LayerVariable | undefined;

  protected addAffine(shape: tf.Shape): void {
    const { center = true, scale = true, ...o } = this.options;
    if (scale) {
      this.#gamma = this.weight("gamma", shape, {
        initializer: o.gammaInitializer ?? "ones",
        regularizer: o.gammaRegularizer,
        constraint: o.gammaConstraint,
      });
    }
    if (center) {
      this.#beta = this.weight("beta", shape, {
        initializer: o.betaInitializer ?? "zeros",
        regularizer: o.betaRegularizer,
        constraint: o.betaConstraint,
      });
    }
  }

  /** Scaled; `seen` is the weights' shape beside x's. */
  protected scaled(x: tf.Tensor, seen: number[]): tf.Tensor {
    return this.#gamma === undefined
      ? x
      : tf.mul(x, tf.reshape(this.#gamma.read(), seen));
  }

  protected shifted(x: tf.Tensor, seen: number[]): tf.Tensor {
    return this.#beta === undefined
      ? x
      : tf.add(x, tf.reshape(this.#beta.read(), seen));
  }

  protected affine(x: tf.Tensor, seen: number[]): tf.Tensor {
    return this.shifted(this.scaled(x, seen), seen);
  }

  /** Of mean 0 and variance 1 over axes. */
  protected standardized(x: tf.Tensor, axes: number[]): tf.Tensor {
    const { mean, variance } = tf.moments(x, axes, true);
    return tf.mul(
      tf.sub(x, mean),
      tf.rsqrt(tf.add(variance, this.options.epsilon ?? 1e-3)),
    );
  }
}

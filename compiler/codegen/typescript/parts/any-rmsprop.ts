import { KerasOptimizer, type Update } from "./optimizer.ts";
import * as tf from "./tf.ts";

export interface CenteredOptions {
  learningRate?: number;
  rho?: number;
  momentum?: number;
  epsilon?: number;
  centered?: boolean;
}

/** RMSprop, also centered: of tfjs's that is not a number where a gradient is 0. */
export class CenteredRmsprop extends KerasOptimizer {
  readonly #options: Required<CenteredOptions>;

  constructor({
    learningRate = 0.001,
    rho = 0.9,
    momentum = 0,
    epsilon = 1e-7,
    centered = false,
  }: CenteredOptions = {}) {
    super();
    this.#options = { learningRate, rho, momentum, epsilon, centered };
  }

  static get className(): string {
    return "Keras>RMSprop";
  }

  protected override update({ weight, gradient, slot }: Update): void {
    const { learningRate, rho, momentum, epsilon, centered } = this.#options;
    const follow = (of: tf.Variable, value: tf.Tensor): void => {
      of.assign(tf.add(tf.mul(of, rho), tf.mul(value, 1 - rho)));
    };
    const velocity = slot("velocity");
    follow(velocity, tf.square(gradient));
    if (centered) follow(slot("mean"), gradient);
    const variance = centered
      ? tf.sub(velocity, tf.square(slot("mean")))
      : velocity;
    let step: tf.Tensor = tf.div(
      tf.mul(gradient, learningRate),
      tf.sqrt(tf.add(variance, epsilon)),
    );
    if (momentum > 0) {
      const accumulated = slot("momentum");
      accumulated.assign(tf.add(tf.mul(accumulated, momentum), step));
      step = accumulated;
    }
    weight.assign(tf.sub(weight, step));
  }
}

/** RMSprop, as Keras computes it. */
export const rmsprop = (options: CenteredOptions = {}): tf.Optimizer =>
  new CenteredRmsprop(options);

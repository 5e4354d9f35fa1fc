import { KerasOptimizer, type Update } from "./optimizer.ts";
import * as tf from "./tf.ts";

export interface AmsgradOptions {
  learningRate?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  amsgrad?: boolean;
}

/** Adam, also with the largest second moment so far (Reddi 2018), which tfjs lacks. */
export class AmsgradAdam extends KerasOptimizer {
  readonly #options: Required<AmsgradOptions>;

  constructor({
    learningRate = 0.001,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-7,
    amsgrad = false,
  }: AmsgradOptions = {}) {
    super();
    this.#options = { learningRate, beta1, beta2, epsilon, amsgrad };
  }

  static get className(): string {
    return "Keras>AmsgradAdam";
  }

  protected override update({ weight, gradient, slot, step }: Update): void {
    const { learningRate, beta1, beta2, epsilon, amsgrad } = this.#options;
    const [momentum, velocity] = [slot("momentum"), slot("velocity")];
    momentum.assign(
      tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 1 - beta1)),
    );
    velocity.assign(
      tf.add(
        velocity,
        tf.mul(tf.sub(tf.square(gradient), velocity), 1 - beta2),
      ),
    );
    if (amsgrad) slot("largest").assign(tf.maximum(slot("largest"), velocity));
    const rate =
      (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    const root = tf.sqrt(amsgrad ? slot("largest") : velocity);
    weight.assign(
      tf.sub(weight, tf.div(tf.mul(momentum, rate), tf.add(root, epsilon))),
    );
  }
}

/** Kingma and Ba 2014, as Keras computes it. */
export const adam = (options: AmsgradOptions = {}): tf.Optimizer =>
  new AmsgradAdam(options);

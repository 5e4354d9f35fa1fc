import { KerasOptimizer, type Update } from "./optimizer.ts";
import * as tf from "./tf.ts";

export interface NadamOptions {
  learningRate?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
}

/** Adam with Nesterov momentum (Dozat 2015), which tfjs lacks. */
export class Nadam extends KerasOptimizer {
  readonly #options: Required<NadamOptions>;

  constructor({
    learningRate = 0.001,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-7,
  }: NadamOptions = {}) {
    super();
    this.#options = { learningRate, beta1, beta2, epsilon };
  }

  static get className(): string {
    return "Keras>Nadam";
  }

  protected override update({ weight, gradient, slot, step }: Update): void {
    const { learningRate, beta1, beta2, epsilon } = this.#options;
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
    const schedule = (t: number): number => beta1 * (1 - 0.5 * 0.96 ** t);
    const product = Array.from({ length: step }, (_, index) =>
      schedule(index + 1),
    ).reduce((a, b) => a * b, 1);
    const [now, next] = [schedule(step), schedule(step + 1)];
    const ahead = tf.add(
      tf.mul(momentum, next / (1 - product * next)),
      tf.mul(gradient, (1 - now) / (1 - product)),
    );
    const spread = tf.add(
      tf.sqrt(tf.div(velocity, 1 - beta2 ** step)),
      epsilon,
    );
    weight.assign(tf.sub(weight, tf.div(tf.mul(ahead, learningRate), spread)));
  }
}

/** Adam with Nesterov momentum, as Keras computes it. */
export const nadam = (options: NadamOptions = {}): tf.Optimizer =>
  new Nadam(options);

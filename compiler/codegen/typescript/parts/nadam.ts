import { momentsOf } from "./adam-moments.ts";
import { adamDefaults, type AdamOptions } from "./adam-options.ts";
import { KerasOptimizer, type Update } from "./optimizer.ts";
import * as tf from "./tf.ts";

/** Adam with Nesterov momentum (Dozat 2015), which tfjs lacks. */
export class Nadam extends KerasOptimizer {
  readonly #options: Required<AdamOptions>;

  constructor(options: AdamOptions = {}) {
    super();
    this.#options = { ...adamDefaults, ...options };
  }

  static get className(): string {
    return "Keras>Nadam";
  }

  protected override update(update: Update): void {
    const { weight, gradient, step } = update;
    const { learningRate, beta1, beta2, epsilon } = this.#options;
    const { momentum, velocity } = momentsOf(update, this.#options);
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
export const nadam = (options: AdamOptions = {}): tf.Optimizer =>
  new Nadam(options);

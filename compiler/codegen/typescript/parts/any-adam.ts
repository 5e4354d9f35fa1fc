import { momentsOf } from "./adam-moments.ts";
import { adamDefaults, type AdamOptions } from "./adam-options.ts";
import { KerasOptimizer, type Update } from "./optimizer.ts";
import * as tf from "./tf.ts";

export interface AmsgradOptions extends AdamOptions {
  amsgrad?: boolean;
}

/** Adam, also with the largest second moment so far (Reddi 2018), which tfjs lacks. */
export class AmsgradAdam extends KerasOptimizer {
  readonly #options: Required<AmsgradOptions>;

  constructor(options: AmsgradOptions = {}) {
    super();
    this.#options = { ...adamDefaults, amsgrad: false, ...options };
  }

  static get className(): string {
    return "Keras>AmsgradAdam";
  }

  protected override update(update: Update): void {
    const { weight, slot, step } = update;
    const { learningRate, beta1, beta2, epsilon, amsgrad } = this.#options;
    const { momentum, velocity } = momentsOf(update, this.#options);
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

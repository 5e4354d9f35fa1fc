import { adamDefaults, type AdamOptions } from "./adam-options.ts";
import * as tf from "./tf.ts";

type AdamGradients = Parameters<tf.AdamOptimizer["applyGradients"]>[0];

/** Adam whose epsilon stands where Keras has it: beside the root of the moment that is not corrected. */
export class KerasAdam extends tf.AdamOptimizer {
  static override get className(): string {
    return "Keras>Adam";
  }

  readonly #epsilon: number;
  #step = 0;

  constructor(options: AdamOptions = {}) {
    const { learningRate, beta1, beta2, epsilon } = {
      ...adamDefaults,
      ...options,
    };
    super(learningRate, beta1, beta2, epsilon);
    this.#epsilon = epsilon;
  }

  override applyGradients(gradients: AdamGradients): void {
    this.#step += 1;
    this.epsilon = this.#epsilon / Math.sqrt(1 - this.beta2 ** this.#step);
    super.applyGradients(gradients);
  }
}

/** Kingma and Ba 2014, as Keras computes it. */
export const adam = (options: AdamOptions = {}): tf.Optimizer =>
  new KerasAdam(options);

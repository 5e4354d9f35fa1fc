import * as tf from "./tf.ts";

/** Gradients of several batches, of which the mean over their examples is one update. */
export class GradientSums {
  readonly #sums = new Map<string, tf.Variable>();
  #examples = 0;
  #batches = 0;

  /** How many batches are in the sums. */
  get batches(): number {
    return this.#batches;
  }

  add(gradients: tf.NamedTensorMap, examples: number): void {
    for (const [name, gradient] of Object.entries(gradients)) {
      const sum =
        this.#sums.get(name) ?? tf.variable(tf.zerosLike(gradient), false);
      this.#sums.set(name, sum);
      sum.assign(tf.add(sum, tf.mul(gradient, examples)));
    }
    this.#examples += examples;
    this.#batches += 1;
  }

  /** The means, after which the sums begin anew. */
  take(): tf.NamedTensorMap {
    const means = [...this.#sums].map(
      ([name, sum]) => [name, tf.div(sum, this.#examples)] as const,
    );
    for (const sum of this.#sums.values()) sum.assign(tf.zerosLike(sum));
    this.#examples = 0;
    this.#batches = 0;
    return Object.fromEntries(means);
  }

  dispose(): void {
    tf.dispose([...this.#sums.values()]);
    this.#sums.clear();
  }
}

import { examplesIn, type Fields } from "./feed.ts";
import { Forward, type Penalising } from "./forward.ts";
import { GradientSums } from "./gradient-sums.ts";
import { leafLayers } from "./leaf-layers.ts";
import type { Phase, Trainee } from "./phase.ts";
import { Sums } from "./sums.ts";
import * as tf from "./tf.ts";
import type { TrainOptions } from "./train-options.ts";

/** One phase of a training: its steps. */
export class Run<Head extends string> {
  readonly #phase: Phase<Head>;
  readonly #optimizer: tf.Optimizer | undefined;
  readonly #forward: Forward<Head>;
  readonly #layers: readonly Penalising[];
  readonly #gradients = new GradientSums();

  constructor(
    trainee: Trainee<Head>,
    phase: Phase<Head>,
    optimizer?: tf.Optimizer,
  ) {
    this.#phase = phase;
    this.#optimizer = optimizer;
    this.#layers = leafLayers(trainee.model);
    this.#forward = new Forward(trainee, phase, this.#layers);
  }

  async train(
    batches: Iterable<Fields> | AsyncIterable<Fields>,
    { onStep, signal }: TrainOptions,
    epoch: number,
  ): Promise<Record<string, number>> {
    const sums = new Sums();
    let step = 0;
    for await (const batch of batches) {
      const examples = examplesIn(batch);
      const told = spend(batch, () => {
        signal?.throwIfAborted();
        return this.#step(batch, examples);
      });
      const values = await told.data();
      told.dispose();
      sums.add(this.#forward.names, values, examples);
      step += 1;
      const loss = values[0] ?? NaN;
      await onStep?.({ phase: this.#phase.name, epoch, step, loss });
    }
    if (this.#gradients.batches > 0)
      tf.tidy(() => {
        this.#update(this.#gradients.take());
      });
    return sums.means;
  }

  async measure(
    batches: Iterable<Fields> | AsyncIterable<Fields>,
  ): Promise<Record<string, number>> {
    const sums = new Sums();
    for await (const batch of batches) {
      const examples = examplesIn(batch);
      const told = spend(batch, () =>
        tf.tidy(() => this.#forward.of(batch, false).told),
      );
      sums.add(this.#forward.names, await told.data(), examples);
      told.dispose();
    }
    return sums.means;
  }

  dispose(): void {
    for (const layer of this.#layers) layer.forget?.();
    this.#gradients.dispose();
  }

  /** One batch forward and back; the loss and the metrics before the update. */
  #step(batch: Fields, examples: number): tf.Tensor {
    return tf.tidy(() => {
      const variables = this.#layers
        .flatMap((layer) => (layer.trainable ? layer.trainableWeights : []))
        .map((weight) => weight.read())
        .filter((value) => value instanceof tf.Variable);
      let told: tf.Tensor | undefined;
      try {
        const { grads } = tf.variableGrads(() => {
          const forward = this.#forward.of(batch, true);
          told = tf.keep(forward.told);
          return forward.loss;
        }, variables);
        this.#learn(grads, examples);
        // What is kept leaves its scope by being cloned into this one.
        return tf.clone(told ?? tf.tensor1d([]));
      } finally {
        told?.dispose();
      }
    });
  }

  #learn(gradients: tf.NamedTensorMap, examples: number): void {
    const { accumulate = 1 } = this.#phase;
    if (accumulate === 1) {
      this.#update(gradients);
      return;
    }
    this.#gradients.add(gradients, examples);
    if (this.#gradients.batches === accumulate)
      this.#update(this.#gradients.take());
  }

  #update(gradients: tf.NamedTensorMap): void {
    this.#optimizer?.applyGradients(gradients);
    for (const layer of this.#layers) {
      if (!layer.trainable) continue;
      for (const weight of layer.trainableWeights) {
        // Writing applies the constraint; of itself a variable takes no new value.
        if (hasConstraint(weight)) weight.write(tf.clone(weight.read()));
      }
    }
  }
}

const hasConstraint = (weight: tf.LayerVariable): boolean =>
  (weight.constraint as unknown) != null;

/** Uses a batch, and disposes of it however that ends. */
function spend<T>(batch: Fields, use: () => T): T {
  try {
    return use();
  } finally {
    tf.dispose(batch);
  }
}

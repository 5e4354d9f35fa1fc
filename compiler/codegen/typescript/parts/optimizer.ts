import * as tf from "./tf.ts";

type Gradients = Parameters<tf.Optimizer["applyGradients"]>[0];

/** What an update of a weight is made from. */
export interface Update {
  readonly weight: tf.Variable;
  readonly gradient: tf.Tensor;
  /** What the optimizer keeps beside the weight, zeros at first. */
  readonly slot: (name: string) => tf.Variable;
  /** The number of the update, from 1. */
  readonly step: number;
}

/** An optimizer with Keras's arithmetic. */
export abstract class KerasOptimizer extends tf.Optimizer {
  readonly #slots = new Map<string, tf.Variable>();
  #step = 0;

  protected abstract update(update: Update): void;

  override applyGradients(gradients: Gradients): void {
    this.#step += 1;
    tf.tidy(() => {
      for (const [name, gradient] of named(gradients)) {
        const weight = tf.engine().registeredVariables[name];
        if (weight === undefined)
          throw new RangeError(`there is no variable ${name}`);
        const slot = (of: string): tf.Variable =>
          this.#slot(`${name}/${of}`, weight.shape);
        this.update({ weight, gradient, slot, step: this.#step });
      }
    });
    this.incrementIterations();
  }

  #slot(name: string, shape: number[]): tf.Variable {
    const slot = this.#slots.get(name) ?? tf.variable(tf.zeros(shape), false);
    this.#slots.set(name, slot);
    return slot;
  }

  override dispose(): void {
    super.dispose();
    for (const slot of this.#slots.values()) slot.dispose();
    this.#slots.clear();
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}

const named = (gradients: Gradients): [string, tf.Tensor][] =>
  Array.isArray(gradients)
    ? gradients.map(({ name, tensor }): [string, tf.Tensor] => [name, tensor])
    : Object.entries(gradients);

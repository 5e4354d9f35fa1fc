import * as tf from "./tf.ts";

interface AppliedActivation {
  getClassName(): string;
  apply(x: tf.Tensor): tf.Tensor;
}

type Activated = tf.layers.Layer & { activation?: AppliedActivation };

/** An output of a model, and what is before its activation where a loss would rather see that. */
export interface End {
  readonly value: tf.Tensor;
  readonly logits: tf.Tensor | undefined;
}

/** Runs a model, at whose outputs activations that losses of logits see through are left out, and applied behind. */
export class Ends {
  readonly #model: tf.LayersModel;
  readonly #layers: readonly (Activated | undefined)[];
  readonly #linear = tf.layers.activation({ activation: "linear" });

  /** `seen`: the activation of each output that its loss sees through. */
  constructor(model: tf.LayersModel, seen: readonly (string | undefined)[]) {
    this.#model = model;
    const sources = model.outputs.map(({ sourceLayer }) => sourceLayer);
    this.#layers = sources.map((layer: Activated, index) => {
      const isLast =
        layer.outboundNodes.length === 0 &&
        sources.filter((other) => other === layer).length === 1;
      return isLast && layer.activation?.getClassName() === seen[index]
        ? layer
        : undefined;
    });
  }

  apply(inputs: tf.Tensor[], training: boolean): End[] {
    const activations = this.#layers.map((layer) => layer?.activation);
    try {
      this.#set(activations.map((one) => one && this.#linear.activation));
      const [only, ...others] = inputs;
      const given = only !== undefined && others.length === 0 ? only : inputs;
      const results = this.#model.apply(given, { training });
      return [results as tf.Tensor | tf.Tensor[]]
        .flat()
        .map((result, index) => {
          const activation = activations[index];
          return activation === undefined
            ? { value: result, logits: undefined }
            : { value: activation.apply(result), logits: result };
        });
    } finally {
      this.#set(activations);
    }
  }

  #set(activations: readonly (AppliedActivation | undefined)[]): void {
    this.#layers.forEach((layer, index) => {
      const activation = activations[index];
      if (layer !== undefined && activation !== undefined)
        layer.activation = activation;
    });
  }
}

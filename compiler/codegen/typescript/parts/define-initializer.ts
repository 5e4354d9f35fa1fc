import * as tf from "./tf.ts";

/** How first values are drawn, where TensorFlow.js does not know it or draws otherwise. */
export interface InitializerConfig {
  readonly className: string;
  readonly config: tf.serialization.ConfigDict;
}

/** Makes an initializer of a function of shape and options, which are saved. */
export function defineInitializer<O extends tf.serialization.ConfigDict>(
  className: string,
  draw: (shape: number[], options: O) => tf.Tensor,
): (options: O) => InitializerConfig {
  class Initializer extends tf.serialization.Serializable {
    static readonly className = className;
    readonly #options: O;

    constructor(options: O) {
      super();
      this.#options = options;
    }

    apply(shape: number[]): tf.Tensor {
      return tf.tidy(() => draw(shape, this.#options));
    }

    override getConfig(): tf.serialization.ConfigDict {
      return this.#options;
    }
  }
  tf.serialization.registerClass(Initializer);
  return (config) => ({ className, config });
}

/** A seed as the functions of TensorFlow.js take it. */
export const seedOf = (seed: number | null | undefined): number | undefined =>
  seed ?? undefined;

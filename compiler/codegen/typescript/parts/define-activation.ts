import * as tf from "./tf.ts";

/** An activation that TensorFlow.js does not know, or computes otherwise; layers take it by what is returned. */
export function defineActivation(
  className: string,
  compute: (x: tf.Tensor) => tf.Tensor,
): { className: string; config: tf.serialization.ConfigDict } {
  class Activation extends tf.serialization.Serializable {
    static readonly className = className;

    apply(x: tf.Tensor): tf.Tensor {
      return tf.tidy(() => compute(x));
    }

    override getConfig(): tf.serialization.ConfigDict {
      return {};
    }
  }
  tf.serialization.registerClass(Activation);
  return { className, config: {} };
}

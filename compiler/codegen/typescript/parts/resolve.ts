import * as tf from "./tf.ts";

interface Named {
  readonly className: string;
  readonly config: tf.serialization.ConfigDict;
}

/** What a name, a configuration or an object of TensorFlow.js stands for. */
export function resolve(
  given: unknown,
): tf.serialization.Serializable | undefined {
  if (given === undefined || given === null) return undefined;
  if (given instanceof tf.serialization.Serializable) return given;
  const { className, config } =
    typeof given === "string"
      ? { className: given, config: {} }
      : (given as Named);
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const entry =
    classNameMap[className] ??
    classNameMap[className.charAt(0).toUpperCase() + className.slice(1)];
  if (entry === undefined)
    throw new RangeError(`TensorFlow.js knows no ${className}`);
  const [cls, fromConfig] = entry;
  return fromConfig(cls, config);
}

/** A function over tensors that an activation stands for. */
export function activationOf(given: unknown): (x: tf.Tensor) => tf.Tensor {
  const activation = resolve(given ?? "linear") as unknown as {
    apply(x: tf.Tensor): tf.Tensor;
  };
  return (x) => activation.apply(x);
}

/** Options as they are saved: objects by class and configuration. */
export const saved = (options: object): tf.serialization.ConfigDict =>
  Object.fromEntries(
    Object.entries(options as Record<string, unknown>)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [
        key,
        value instanceof tf.serialization.Serializable
          ? { className: value.getClassName(), config: value.getConfig() }
          : (value as tf.serialization.ConfigDictValue),
      ]),
  );

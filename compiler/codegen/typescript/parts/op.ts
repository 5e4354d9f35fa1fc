import { saved } from "./resolve.ts";
import * as tf from "./tf.ts";

type Args = ConstructorParameters<typeof tf.layers.Layer>[0];

/** What every layer is told. */
export type LayerArgs = NonNullable<Args>;

/** The one of several. */
export const only = <T>(given: T | T[]): T => {
  const value = Array.isArray(given) ? given[0] : given;
  if (value === undefined) throw new RangeError("a layer needs an input");
  return value;
};

/** All of them. */
export const all = <T>(given: T | T[]): T[] =>
  Array.isArray(given) ? given : [given];

/** Whether shapes are several: one each of several tensors. */
export const shapesOf = (shape: tf.Shape | tf.Shape[]): tf.Shape[] =>
  Array.isArray(shape[0]) ? (shape as tf.Shape[]) : [shape as tf.Shape];

/** A layer of one tensor without weights: what it makes of a tensor, and of a shape. */
export abstract class Op<O extends object> extends tf.layers.Layer {
  protected readonly options: O;

  constructor(options: O & LayerArgs) {
    super(options);
    this.options = options;
  }

  protected abstract compute(x: tf.Tensor, training: boolean): tf.Tensor;

  /** The shape with the batch in front; as it is where not told otherwise. */
  protected shape(input: tf.Shape): tf.Shape {
    return input;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return this.shape(only(shapesOf(inputShape)));
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    kwargs: Record<string, unknown>,
  ): tf.Tensor {
    return tf.tidy(() =>
      this.compute(only(inputs), kwargs["training"] === true),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...saved(this.options), ...super.getConfig() };
  }
}

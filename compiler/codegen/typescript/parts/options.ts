import type * as tf from "./tf.ts";

type Dense = Parameters<typeof tf.layers.dense>[0];

/** An activation: of TensorFlow.js by its name, or one of the parts. */
export type Activation =
  | NonNullable<Dense["activation"]>
  | { readonly className: string; readonly config: object };

/** How the first values of a weight are drawn: of TensorFlow.js, or one of the parts. */
export type Initializer =
  | NonNullable<Dense["kernelInitializer"]>
  | { readonly className: string; readonly config: object };

/** A penalty on a weight. */
export type Regularizer = NonNullable<Dense["kernelRegularizer"]>;

/** What a weight has to be after each update. */
export type Constraint = NonNullable<Dense["kernelConstraint"]>;

/** One number for every axis, or one each. */
export type Sizes = number | readonly number[];

/** `n` numbers, one an axis. */
export const perAxis = (sizes: Sizes, n: number): number[] =>
  typeof sizes === "number" ? new Array<number>(n).fill(sizes) : [...sizes];

/** The value at an index that is there. */
export function item<T>(list: readonly T[], index: number): T {
  const value = list.at(index);
  if (value === undefined)
    throw new RangeError(
      `no index ${String(index)} among ${String(list.length)}`,
    );
  return value;
}

/** A shape of which every size is known. */
export const known = (shape: tf.Shape): number[] =>
  shape.map((size) => {
    if (size === null)
      throw new RangeError(`a size of [${shape.join(", ")}] is not known`);
    return size;
  });

/** Where an axis is: counted from the batch, which is 0, or below 0 from the end. */
export const axisOf = (axis: number, rank: number): number =>
  axis < 0 ? axis + rank : axis;

/** Where axes are, in their order. */
export const axesOf = (axis: Sizes, rank: number): number[] =>
  (typeof axis === "number" ? [axis] : [...axis])
    .map((one) => axisOf(one, rank))
    .sort((a, b) => a - b);

import type * as tf from "./tf.ts";

/** Throws where a tensor is not what goes into a model. */
export function checkInput(
  name: string,
  { shape }: tf.Tensor,
  wanted: tf.Shape,
): void {
  const fits =
    shape.length === wanted.length &&
    wanted.every((size, axis) => size === null || size === shape[axis]);
  if (!fits)
    throw new RangeError(
      `${name} is [${shape.join(", ")}], but the model takes ${shapeText(wanted)}`,
    );
}

/** A shape of a model in words: its first axis is the batch, and what is open is any. */
export const shapeText = (shape: tf.Shape): string =>
  `[${shape.map((size, axis) => (axis === 0 ? "batch" : (size ?? "?"))).join(", ")}]`;

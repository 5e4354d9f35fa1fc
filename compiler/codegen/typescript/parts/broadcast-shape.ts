import { item } from "./options.ts";
import type * as tf from "./tf.ts";

/** The shape that shapes are repeated to: sizes of 1, and axes that one lacks behind the batch. */
export function broadcastShape(shapes: tf.Shape[]): tf.Shape {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return shapes
    .map((shape) => widened(shape, rank))
    .reduce((a, b) =>
      a.map((size, axis) => (size === 1 ? item(b, axis) : size)),
    );
}

/** A shape with sizes of 1 behind the batch, up to a rank. */
export const widened = <T extends number | null>(
  shape: T[],
  rank: number,
): (T | 1)[] => [
  item(shape, 0),
  ...new Array<1>(rank - shape.length).fill(1),
  ...shape.slice(1),
];

import type { Names, Symbolic } from "./names.ts";
import * as tf from "./tf.ts";

/** The sizes of a shape in which one may be −1: what is left of as many elements. */
function wholeShape(from: tf.Shape, to: readonly number[]): number[] {
  const total = from
    .slice(1)
    .reduce<number>((product, size) => product * (size ?? NaN), 1);
  const rest = to
    .filter((size) => size !== -1)
    .reduce((product, size) => product * size, 1);
  return Number.isNaN(total)
    ? [...to]
    : to.map((size) => (size === -1 ? total / rest : size));
}

/** The same elements, row by row, in another shape. */
export const reshape = (
  at: Names,
  x: Symbolic,
  { targetShape }: { targetShape: readonly number[] },
): Symbolic =>
  at.apply(
    "reshape",
    (name) =>
      tf.layers.reshape({
        targetShape: wholeShape(x.shape, targetShape),
        name,
      }),
    x,
  );

import { item } from "./options.ts";
import { type Interpolation, resizeMatrix } from "./resize-matrix.ts";
import * as tf from "./tf.ts";

/** A part of an image. */
export interface Box {
  top: number;
  left: number;
  height: number;
  width: number;
}

/** How long an axis is beside `other` in the proportion of two sizes, as TensorFlow rounds it. */
const proportional = (
  other: number,
  target: number,
  targetOther: number,
): number => Math.floor(Math.fround((other * target) / targetOther));

/** The largest box in the middle of an image with the proportions of another size (Keras's `smart_resize`). */
export function boxOfAspect(
  height: number,
  width: number,
  toHeight: number,
  toWidth: number,
): Box {
  const boxHeight = Math.max(
    Math.min(height, proportional(width, toHeight, toWidth)),
    1,
  );
  const boxWidth = Math.max(
    Math.min(width, proportional(height, toWidth, toHeight)),
    1,
  );
  return {
    top: Math.floor((height - boxHeight) / 2),
    left: Math.floor((width - boxWidth) / 2),
    height: boxHeight,
    width: boxWidth,
  };
}

/** How many pixels go to each side of an image, and above and below, to bring it to the proportions of another size. */
export const marginsOfAspect = (
  height: number,
  width: number,
  toHeight: number,
  toWidth: number,
): [number, number] => [
  Math.floor(
    (Math.max(height, proportional(width, toHeight, toWidth)) - height) / 2,
  ),
  Math.floor(
    (Math.max(width, proportional(height, toWidth, toHeight)) - width) / 2,
  ),
];

/** The pixels of a box. */
export const cropImage = (
  x: tf.Tensor,
  { top, left, height, width }: Box,
): tf.Tensor =>
  tf.slice(
    x,
    [0, top, left, 0],
    [item(x.shape, 0), height, width, item(x.shape, 3)],
  );

/** Images at another height and width: a product with a matrix along each axis, which has its gradient everywhere. */
export function resizeImage(
  x: tf.Tensor,
  [toHeight, toWidth]: [number, number],
  how: Interpolation,
  antialias = false,
): tf.Tensor {
  const planes = tf.transpose(x, [0, 3, 1, 2]);
  const wide = resizeLast(planes, toWidth, how, antialias);
  const high = resizeLast(
    tf.transpose(wide, [0, 1, 3, 2]),
    toHeight,
    how,
    antialias,
  );
  return tf.transpose(high, [0, 3, 2, 1]);
}

function resizeLast(
  x: tf.Tensor,
  to: number,
  how: Interpolation,
  antialias: boolean,
): tf.Tensor {
  const from = item(x.shape, 3);
  if (from === to) return x;
  const matrix = tf.tensor2d(resizeMatrix(from, to, how, antialias), [
    from,
    to,
  ]);
  const rows = tf.matMul(tf.reshape<tf.Rank.R2>(x, [-1, from]), matrix);
  return tf.reshape(rows, [...x.shape.slice(0, 3), to]);
}

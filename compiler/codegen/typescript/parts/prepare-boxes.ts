import { regionOf, type ResizedTo } from "./prepare.ts";
import * as tf from "./tf.ts";

const sides = (boxes: tf.Tensor2D, first: number): tf.Tensor2D =>
  tf.slice(boxes, [0, first], [-1, 2]);

/** Boxes of pictures that are resized, both in parts of their picture; what is cut off is cut off the box. */
export function resizeBoxes(
  boxes: tf.Tensor2D,
  pictures: tf.Tensor4D,
  options: ResizedTo,
  format: "center" | "corners",
): tf.Tensor2D {
  const [, fromHeight, fromWidth] = pictures.shape;
  const { top, left, height, width } = regionOf(
    [fromHeight, fromWidth],
    options,
  );
  const half = tf.div(sides(boxes, 2), 2);
  const low =
    format === "center" ? tf.sub(sides(boxes, 0), half) : sides(boxes, 0);
  const high =
    format === "center" ? tf.add(sides(boxes, 0), half) : sides(boxes, 2);
  const moved = (corner: tf.Tensor): tf.Tensor2D =>
    tf.clipByValue(
      tf.div<tf.Tensor2D>(
        tf.sub(tf.mul(corner, [fromWidth, fromHeight]), [left, top]),
        [width, height],
      ),
      0,
      1,
    );
  const [from, to] = [moved(low), moved(high)];
  return format === "corners"
    ? tf.concat2d([from, to], 1)
    : tf.concat2d(
        [
          tf.div<tf.Tensor2D>(tf.add(from, to), 2),
          tf.sub<tf.Tensor2D>(to, from),
        ],
        1,
      );
}

/** The square roots of width and height in their place. */
export const rootSizes = (boxes: tf.Tensor2D): tf.Tensor2D =>
  tf.concat2d([sides(boxes, 0), tf.sqrt(tf.relu(sides(boxes, 2)))], 1);

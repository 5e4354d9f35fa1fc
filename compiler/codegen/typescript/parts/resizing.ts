import type { Names, Symbolic } from "./names.ts";
import {
  boxOfAspect,
  cropImage,
  marginsOfAspect,
  resizeImage,
} from "./resize-image.ts";
import type { Interpolation } from "./resize-matrix.ts";
import * as tf from "./tf.ts";
import { ToSize } from "./to-size.ts";

export interface ResizingOptions {
  height: number;
  width: number;
  interpolation?: Interpolation;
  cropToAspectRatio?: boolean;
  padToAspectRatio?: boolean;
  fillMode?: "constant";
  fillValue?: number;
  antialias?: boolean;
}

/** Images at another height and width, as Keras resizes them. */
export class AnyResizing extends ToSize<ResizingOptions> {
  static readonly className: string = "Keras>Resizing";

  protected override compute(x: tf.Tensor): tf.Tensor {
    const {
      height,
      width,
      interpolation = "bilinear",
      fillValue = 0,
      ...o
    } = this.options;
    const [, fromHeight = 1, fromWidth = 1] = x.shape;
    let image = x;
    if (o.cropToAspectRatio === true)
      image = cropImage(x, boxOfAspect(fromHeight, fromWidth, height, width));
    if (o.padToAspectRatio === true) {
      const [down, across] = marginsOfAspect(
        fromHeight,
        fromWidth,
        height,
        width,
      );
      image = tf.pad(
        image,
        [
          [0, 0],
          [down, down],
          [across, across],
          [0, 0],
        ],
        fillValue,
      );
    }
    return resizeImage(image, [height, width], interpolation, o.antialias);
  }
}
tf.serialization.registerClass(AnyResizing);

/** The image at another height and width. */
export const resizing = (
  at: Names,
  x: Symbolic,
  options: ResizingOptions,
): Symbolic =>
  at.apply("resizing", (name) => new AnyResizing({ ...options, name }), x);

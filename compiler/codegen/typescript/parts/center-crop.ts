import type { Names, Symbolic } from "./names.ts";
import { boxOfAspect, cropImage, resizeImage } from "./resize-image.ts";
import * as tf from "./tf.ts";
import { ToSize } from "./to-size.ts";

/** The middle of images; those that are too small are cropped to the proportions and resized. */
export class MiddleCrop extends ToSize<{ height: number; width: number }> {
  static readonly className: string = "Keras>CenterCrop";

  protected override compute(x: tf.Tensor): tf.Tensor {
    const { height, width } = this.options;
    const [, fromHeight = 1, fromWidth = 1] = x.shape;
    if (fromHeight < height || fromWidth < width) {
      return resizeImage(
        cropImage(x, boxOfAspect(fromHeight, fromWidth, height, width)),
        [height, width],
        "bilinear",
      );
    }
    const top = Math.floor((fromHeight - height) / 2);
    return cropImage(x, {
      top,
      left: Math.floor((fromWidth - width) / 2),
      height,
      width,
    });
  }
}
tf.serialization.registerClass(MiddleCrop);

/** The middle of the image. */
export const centerCrop = (
  at: Names,
  x: Symbolic,
  options: { height: number; width: number },
): Symbolic =>
  at.apply("center_crop", (name) => new MiddleCrop({ ...options, name }), x);

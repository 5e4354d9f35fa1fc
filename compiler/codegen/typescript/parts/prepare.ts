import * as tf from "./tf.ts";

interface Region {
  top: number;
  left: number;
  height: number;
  width: number;
}

const cropSide = (product: number, divisor: number, side: number): number =>
  Math.max(
    1,
    Math.min(side, Math.trunc(Math.fround(Math.fround(product) / divisor))),
  );

const margin = (product: number, divisor: number, side: number): number =>
  Math.trunc(
    (Math.max(side, Math.trunc(Math.fround(product) / divisor)) - side) / 2,
  );

/**
 * The largest middle part of a picture with the proportions of another size, the smallest part around it, which begins before it, or all of it.
 */
export function regionOf(
  [height, width]: [number, number],
  {
    height: toHeight,
    width: toWidth,
    cropToAspectRatio = false,
    fill,
  }: ResizedTo,
): Region {
  if (fill !== undefined) {
    const above = margin(width * toHeight, toWidth, height);
    const beside = margin(height * toWidth, toHeight, width);
    return {
      top: -above,
      left: -beside,
      height: height + 2 * above,
      width: width + 2 * beside,
    };
  }
  if (!cropToAspectRatio) return { top: 0, left: 0, height, width };
  const cropHeight = cropSide(width * toHeight, toWidth, height);
  const cropWidth = cropSide(height * toWidth, toHeight, width);
  const top = Math.trunc((height - cropHeight) / 2);
  return {
    top,
    left: Math.trunc((width - cropWidth) / 2),
    height: cropHeight,
    width: cropWidth,
  };
}

export interface ResizedTo {
  height: number;
  width: number;
  interpolation?: "bilinear" | "nearest";
  cropToAspectRatio?: boolean;
  /** What is beside a picture that keeps its proportions. */
  fill?: number;
}

/** Pictures [n, height, width, channels] at another size. */
export function resizePictures(
  pictures: tf.Tensor4D,
  options: ResizedTo,
): tf.Tensor4D {
  const [count, fromHeight, fromWidth, channels] = pictures.shape;
  const size: [number, number] = [options.height, options.width];
  const { top, left, height, width } = regionOf(
    [fromHeight, fromWidth],
    options,
  );
  const part =
    options.fill === undefined
      ? tf.slice(pictures, [0, top, left, 0], [count, height, width, channels])
      : tf.pad(
          pictures,
          [
            [0, 0],
            [-top, -top],
            [-left, -left],
            [0, 0],
          ],
          options.fill,
        );
  return options.interpolation === "nearest"
    ? tf.image.resizeNearestNeighbor(part, size, false, true)
    : tf.image.resizeBilinear(part, size, false, true);
}

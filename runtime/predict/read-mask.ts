import type { PlaceBox } from '../data/prepare/box-in-picture.ts';
import type { Corners, Picture } from '../data/source.ts';
import { pixelsInPicture } from '../draw/mask-in-picture.ts';
import { classesOf, maskNames, type MaskMeaning } from '../evaluate/mask-figures.ts';

/** A mask as a model gives it, and where it lies in the picture. */
export interface PredictedMask {
  readonly kind: 'mask';
  /** The number of a class for each pixel, of the picture as the model gets it. */
  readonly mask: Picture;
  /** What of the picture it is of, in pixels of it as it came. */
  readonly region: Corners;
  readonly classes: readonly PixelClass[];
}

/** How much of a picture is of a class. */
export interface PixelClass {
  readonly index: number;
  readonly name: string;
  /** Of the picture as it came. */
  readonly pixels: number;
  /** Of the pixels of which the mask is. */
  readonly share: number;
}

/** Reads a mask of [height, width, channels] values of a picture. */
export function readMask(
  values: Float32Array,
  [height = 1, width = 1]: readonly number[],
  picture: Pick<Picture, 'height' | 'width'>,
  {
    meaning,
    classes,
    placeBox,
  }: {
    readonly meaning: MaskMeaning;
    readonly classes?: readonly string[] | undefined;
    readonly placeBox?: PlaceBox | undefined;
  },
): PredictedMask {
  const data = classesOf(values, height * width, meaning);
  const names = maskNames(classes, meaning.classes);
  const mask = { height, width, channels: 1, data };
  const region = placeBox?.([0, 0, 1, 1], picture) ?? ([0, 0, picture.width, picture.height] as const);
  const counts = pixelsInPicture({ mask, region }, picture, meaning.classes);
  const all = counts.reduce((sum, pixels) => sum + pixels, 0);
  return {
    kind: 'mask',
    mask,
    region,
    classes: Array.from(counts, (pixels, index) => ({
      index,
      name: names?.[index] ?? String(index),
      pixels,
      share: pixels / Math.max(1, all),
    })),
  };
}

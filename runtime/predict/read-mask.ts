import type { PlaceBox } from '../data/prepare/box-in-picture.ts';
import type { Corners, Picture } from '../data/source.ts';
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

/** How much of a mask is of a class. */
export interface PixelClass {
  readonly index: number;
  readonly name: string;
  readonly pixels: number;
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
  const counts = new Uint32Array(meaning.classes);
  for (const label of data) counts[label] = (counts[label] ?? 0) + 1;
  return {
    kind: 'mask',
    mask: { height, width, channels: 1, data },
    region: placeBox?.([0, 0, 1, 1], picture) ?? [0, 0, picture.width, picture.height],
    classes: Array.from(counts, (pixels, index) => ({
      index,
      name: names?.[index] ?? String(index),
      pixels,
      share: pixels / data.length,
    })),
  };
}

import type { AugmentStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import { middleOf } from '../augment/geometry.ts';
import type { Corners, Picture } from '../source.ts';
import { isResizing, type PreparedField, stepsOf } from './prepare.ts';
import { regionOf, type Resizing } from './resizing.ts';

/** What is done to pictures before a model sees them; of what is drawn for training, the sizes that it leaves. */
export interface Geometry {
  readonly prepare: readonly PrepareStep[];
  readonly augment: readonly AugmentStep[];
}

/** Where a box lies in a picture. */
export type PlaceBox = (box: Corners, picture: Pick<Picture, 'height' | 'width'>) => Corners;

/**
 * Takes a box of the prepared picture, as fractions of it, back into the picture as it came, in its pixels: what resizing and cropping
 * moved is moved back. A box that reaches beyond the picture stays as it is.
 */
export function boxInPicture(field: PreparedField, { prepare, augment }: Geometry): PlaceBox {
  const steps = [
    ...stepsOf(field, prepare).filter(isResizing),
    ...augment.filter((step) => step.kind === 'RandomCrop').map(middleOf),
  ];
  return (box, picture) => {
    const [left, top, right, bottom] = undo(box, picture, steps);
    const { height, width } = picture;
    return [left * width, top * height, right * width, bottom * height];
  };
}

type Size = Parameters<PlaceBox>[1];

/** From the last step to the first; `size` is that of the picture before them. */
function undo(box: Corners, size: Size, [step, ...others]: readonly Resizing[]): Corners {
  if (step === undefined) return box;
  const region = regionOf(size, step);
  const [left, top, right, bottom] = undo(box, step, others);
  const across = (x: number): number => (x * region.width + region.left) / size.width;
  const down = (y: number): number => (y * region.height + region.top) / size.height;
  return [across(left), down(top), across(right), down(bottom)];
}

import { unlabelled } from '../../../compiler/catalogue/fields/field-type.ts';
import type { AugmentStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import type { Sampling } from '../../../compiler/catalogue/steps/sampling.ts';
import type { RandomStream } from '../../random.ts';
import { resize, resizeBox } from '../prepare/resizing.ts';
import type { Corners, Picture } from '../source.ts';
import { between, happens } from './between.ts';
import { floatsOf } from './floats-of.ts';
import { appearingAt, drawHomography } from './homography.ts';
import { warp, type Affine, type WarpMap } from './warp.ts';

export type PictureSize = Pick<Picture, 'height' | 'width'>;

/** What a step that moves pixels has drawn. */
export type Movement =
  | { readonly kind: 'flip'; readonly horizontal: boolean; readonly vertical: boolean }
  | { readonly kind: 'warp'; readonly map: WarpMap; readonly sampling: Sampling }
  | { readonly kind: 'crop'; readonly top: number; readonly left: number; readonly size: PictureSize }
  /** The middle of the picture, in the new proportions. */
  | { readonly kind: 'middle'; readonly size: PictureSize };

export type GeometricStep = Extract<
  AugmentStep,
  {
    kind:
      | 'RandomFlip'
      | 'RandomRotation'
      | 'RandomTranslation'
      | 'RandomZoom'
      | 'RandomShear'
      | 'RandomPerspective'
      | 'RandomCrop';
  }
>;

/** Draws what a step does to a picture of a size; undefined where that is nothing. */
export function drawMovement(
  step: GeometricStep,
  size: PictureSize,
  random: RandomStream,
): Movement | undefined {
  switch (step.kind) {
    case 'RandomFlip': {
      const { horizontal, vertical } = step;
      return random.uniform() <= 0.5 ? { kind: 'flip', horizontal, vertical } : undefined;
    }
    case 'RandomRotation':
      return warping(rotation(between(step.factor, random), size), step.sampling);
    case 'RandomTranslation': {
      const down = between(step.height, random);
      return warping(translation(down, between(step.width, random), size), step.sampling);
    }
    case 'RandomZoom': {
      const high = between(step.height, random);
      const wide = step.width === undefined ? high : between(step.width, random);
      return warping(zoom(1 + high, 1 + wide, size), step.sampling);
    }
    case 'RandomShear': {
      const sign = random.uniform() > 0.5 ? -1 : 1;
      const down = sign * between(step.y, random);
      return warping(shear(sign * between(step.x, random), down), step.sampling);
    }
    case 'RandomPerspective': {
      if (!happens(step.probability, random)) return undefined;
      const map = drawHomography(step.scale, size, random);
      return map && warping(map, step.sampling);
    }
    case 'RandomCrop':
      return drawCrop(step, size, random);
  }
}

const warping = (map: WarpMap, sampling: Sampling): Movement => ({ kind: 'warp', map, sampling });

/** A picture that is no larger is resized from its middle, as Keras does. */
function drawCrop({ height, width }: PictureSize, from: PictureSize, random: RandomStream): Movement {
  const size = { height, width };
  if (from.height <= height || from.width <= width) return { kind: 'middle', size };
  const top = random.below(from.height - height + 1);
  return { kind: 'crop', top, left: random.below(from.width - width + 1), size };
}

/** About the middle, by so many turns: counted clockwise on the pixels' way back, as in Keras. */
export function rotation(turns: number, { height, width }: PictureSize): Affine {
  const angle = turns * 2 * Math.PI;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return [cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos];
}

/** By fractions of height and width. */
export const translation = (down: number, right: number, { height, width }: PictureSize): Affine => [
  1,
  0,
  -right * width,
  0,
  1,
  -down * height,
];

/** About the middle; factors above 1 show more of the picture's surroundings. */
export const zoom = (high: number, wide: number, { height, width }: PictureSize): Affine => [
  wide,
  0,
  ((width - 1) / 2) * (1 - wide),
  0,
  high,
  ((height - 1) / 2) * (1 - high),
];

/** Rows by a share of their distance from the first, columns likewise. */
export const shear = (across: number, down: number): Affine => [1, across, 0, down, 1, 0];

/** The size of a picture once moved. */
export const sizeAfter = (movement: Movement, size: PictureSize): PictureSize =>
  movement.kind === 'crop' || movement.kind === 'middle' ? movement.size : size;

/** Moves a picture. */
export function movePicture(movement: Movement, picture: Picture): Picture {
  switch (movement.kind) {
    case 'flip':
      return flip(picture, movement.horizontal, movement.vertical);
    case 'warp':
      return warp(picture, movement.map, movement.sampling);
    case 'crop':
      return crop(picture, movement.top, movement.left, movement.size);
    case 'middle':
      return resize(picture, middleOf(movement.size));
  }
}

/** Moves a mask with its picture: no class lies between two others, and what comes from outside is of none. */
export function moveMask(movement: Movement, mask: Picture): Picture {
  switch (movement.kind) {
    case 'warp': {
      const sampling = { ...movement.sampling, interpolation: 'nearest', value: unlabelled } as const;
      return warp(mask, movement.map, sampling);
    }
    case 'middle':
      return resize(mask, { ...middleOf(movement.size), interpolation: 'nearest' });
    case 'flip':
    case 'crop':
      return movePicture(movement, mask);
  }
}

/** The middle of a picture in the proportions of a size, and in that size. */
export const middleOf = ({ height, width }: PictureSize) =>
  ({ kind: 'Resizing', height, width, interpolation: 'bilinear', cropToAspectRatio: true }) as const;

/** Moves a box with its picture of a size; what leaves the picture is cut off. */
export function moveBox(movement: Movement, box: Corners, size: PictureSize): Corners {
  const [left, top, right, bottom] = box;
  switch (movement.kind) {
    case 'flip': {
      const [x0, x1] = movement.horizontal ? [1 - right, 1 - left] : [left, right];
      return movement.vertical ? [x0, 1 - bottom, x1, 1 - top] : [x0, top, x1, bottom];
    }
    case 'warp':
      return warpBox(movement.map, box, size);
    case 'crop': {
      const { height, width } = movement.size;
      const across = (x: number): number => unit((x * size.width - movement.left) / width);
      const down = (y: number): number => unit((y * size.height - movement.top) / height);
      return [across(left), down(top), across(right), down(bottom)];
    }
    case 'middle':
      return resizeBox(box, size, middleOf(movement.size));
  }
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));

/** The upright box about the four moved corners. */
function warpBox(map: WarpMap, box: Corners, size: PictureSize): Corners {
  const [left, top, right, bottom] = box;
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const;
  const moved = corners.map(([x, y]) => appearingAt(map, x, y, size));
  const xs = moved.map(([x]) => unit(x));
  const ys = moved.map(([, y]) => unit(y));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function flip(picture: Picture, horizontal: boolean, vertical: boolean): Picture {
  const { height, width } = picture;
  return gather(
    picture,
    picture,
    (row) => (vertical ? height - 1 - row : row),
    (column) => (horizontal ? width - 1 - column : column),
  );
}

const crop = (picture: Picture, top: number, left: number, size: PictureSize): Picture =>
  gather(
    picture,
    size,
    (row) => top + row,
    (column) => left + column,
  );

/** A picture of pixels of another. */
function gather(
  { width, channels, data: given }: Picture,
  size: PictureSize,
  rowOf: (row: number) => number,
  columnOf: (column: number) => number,
): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(size.height * size.width * channels);
  const starts = Int32Array.from({ length: size.width }, (_, column) => columnOf(column) * channels);
  let place = 0;
  for (let row = 0; row < size.height; row++) {
    const line = rowOf(row) * width * channels;
    for (let column = 0; column < size.width; column++) {
      const start = line + (starts[column] ?? 0);
      for (let channel = 0; channel < channels; channel++) data[place++] = from[start + channel] ?? 0;
    }
  }
  return { height: size.height, width: size.width, channels, data };
}

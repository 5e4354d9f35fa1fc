import { RandomStream } from '../../random.ts';
import type { PictureObject } from '../source.ts';
import {
  type Canvas,
  chooseColour,
  chooseDirection,
  chooseFigure,
  type Drawn,
  emptyMask,
  fillNoise,
  maskOf,
  paint,
  type Place,
} from './draw.ts';
import { outlines } from './outlines.ts';

/** How many objects are drawn into a picture, of how many kinds. */
export interface Several {
  readonly least: number;
  readonly most: number;
  readonly classes: number;
}

/** So often a place is sought where an object covers no other. */
const mostTries = 100;

/** The radius of objects, in shares of the picture's shorter side and, at least, in pixels. */
const radii = { least: 0.08, most: 0.2, pixels: 3 };

/**
 * Picture `index` of a seed, with as many shapes as are drawn between two bounds and have room beside one another; the same on every
 * machine and in every order.
 */
export function drawObjects(
  canvas: Canvas,
  { least, most, classes }: Several,
  seed: number,
  index: number,
  masked?: boolean,
): Drawn & { readonly objects: readonly PictureObject[] } {
  const random = new RandomStream(seed, `shapes/${index}`);
  const data = new Uint8Array(canvas.height * canvas.width * canvas.channels);
  const ground = chooseColour(canvas.channels, random);
  fillNoise(data, ground, random);
  const wanted = least + random.below(most - least + 1);
  const taken: Place[] = [];
  const objects: PictureObject[] = [];
  const mask = masked ? emptyMask(canvas) : undefined;
  for (let object = 0; object < wanted; object++) {
    const label = random.below(classes);
    const figure = chooseFigure(ground, random);
    const place = findRoom(canvas, taken, random);
    const distance = outlines[label]?.distance;
    if (place === undefined || distance === undefined) continue;
    taken.push(place);
    const pose = { ...place, ...chooseDirection(random) };
    objects.push({
      box: paint(data, canvas, pose, distance, {
        ground,
        figure,
        ...(mask && { mark: { mask, number: label + 1 } }),
      }),
      label,
    });
  }
  return { image: { ...canvas, data }, objects, ...(mask && { mask: maskOf(canvas, mask) }) };
}

/** A circle of random place and size that overlaps no other, where one is found. */
function findRoom(
  { height, width }: Canvas,
  taken: readonly Place[],
  random: RandomStream,
): Place | undefined {
  const side = Math.min(height, width);
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const share = radii.least + (radii.most - radii.least) * random.uniform();
    const radius = Math.min(Math.max(radii.pixels, side * share), side / 2);
    const x = radius + (width - 2 * radius) * random.uniform();
    const y = radius + (height - 2 * radius) * random.uniform();
    const isFree = taken.every(
      (other) => (x - other.x) ** 2 + (y - other.y) ** 2 >= (radius + other.radius) ** 2,
    );
    if (isFree) return { x, y, radius };
  }
  return undefined;
}

import { RandomStream } from '../../random.ts';
import type { Corners } from '../source.ts';
import { drawShape, type Canvas, type Drawn } from './draw.ts';
import { outlines } from './outlines.ts';

/**
 * Picture `index` of a seed, of the shape of class `label`: drawn from a stream of its own, so that it is the
 * same on every machine and in every order.
 */
export function drawExample(
  canvas: Canvas,
  label: number,
  seed: number,
  index: number,
  masked?: boolean,
): Drawn & { readonly box: Corners } {
  const outline = outlines[label];
  if (outline === undefined) throw new RangeError(`there are only ${outlines.length} shapes`);
  return drawShape(
    canvas,
    outline.distance,
    new RandomStream(seed, `shapes/${index}`),
    masked ? label + 1 : undefined,
  );
}

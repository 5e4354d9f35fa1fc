import { RandomStream } from '../../random.ts';
import type { Corners, Picture } from '../source.ts';
import { drawShape, type Canvas } from './draw.ts';
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
): { readonly image: Picture; readonly box: Corners } {
  const outline = outlines[label];
  if (outline === undefined) throw new RangeError(`there are only ${outlines.length} shapes`);
  return drawShape(canvas, outline.distance, new RandomStream(seed, `shapes/${index}`));
}

import type { Picture, Point, Points } from './source.ts';

type Size = Pick<Picture, 'height' | 'width'>;

/** So many pixels over the edge are rounding. */
const slack = 1;

/** Whether a point in pixels lies in a picture of a size. */
export const isInPicture = ([x, y]: Point, { height, width }: Size): boolean =>
  x >= -slack && y >= -slack && x < width + slack && y < height + slack;

/** Points in pixels, of which the middle of the first is 0, in fractions of a picture of this size; a text says why they do not fit. */
export function fractionsOfPoints(marked: Points, size: Size): Points | string {
  const outside = marked.findIndex((point) => point !== undefined && !isInPicture(point, size));
  if (outside >= 0)
    return `its point ${outside + 1}, at ${marked[outside]?.join(', ') ?? ''}, is outside of its ${size.width} × ${size.height} pixels`;
  return marked.map((point) => point && [middle(point[0], size.width), middle(point[1], size.height)]);
}

const middle = (at: number, length: number): number => (Math.min(length - 1, Math.max(0, at)) + 0.5) / length;

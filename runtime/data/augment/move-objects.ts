import type { Corners, PictureObject } from '../source.ts';

/** Moves objects as their boxes are moved; one whose centre leaves the picture is left out. */
export const moveObjects = (
  objects: readonly PictureObject[],
  move: (box: Corners) => Corners,
): readonly PictureObject[] =>
  objects.flatMap(({ box, label }) => (keepsCentre(box, move) ? [{ box: move(box), label }] : []));

/** Whether the centre of a box, a box without size as it were, stays within the picture. */
function keepsCentre([left, top, right, bottom]: Corners, move: (box: Corners) => Corners): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [atX, atY] = move([x, y, x, y]);
  // What left the picture was cut off to its edge.
  return atX > 0 && atX < 1 && atY > 0 && atY < 1;
}

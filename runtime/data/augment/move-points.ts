import type { Corners, Points } from '../source.ts';

/** Moves points as boxes are moved, boxes without size as it were; one that leaves the picture cannot be seen. */
export const movePoints = (points: Points, move: (box: Corners) => Corners): Points =>
  points.map((point) => {
    if (point === undefined) return undefined;
    const [x, y] = point;
    const [atX, atY] = move([x, y, x, y]);
    // What left the picture was cut off to its edge.
    return atX > 0 && atX < 1 && atY > 0 && atY < 1 ? ([atX, atY] as const) : undefined;
  });

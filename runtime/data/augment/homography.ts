import type { RandomStream } from '../../random.ts';
import type { Picture } from '../source.ts';
import { between } from './between.ts';
import type { Homography, WarpMap } from './warp.ts';

type PictureSize = Pick<Picture, 'height' | 'width'>;

/** How far each corner is moved: shares of its own coordinates; upper left, upper right, lower left, lower right. */
export type CornerShifts = readonly (readonly [x: number, y: number])[];

/** How often corners are drawn that would fold the picture. */
const mostDraws = 10;

/** Draws where the corners of a picture go; a draw that would fold it is made again, and given up after ten times. */
export function drawHomography(
  scale: number,
  size: PictureSize,
  random: RandomStream,
): Homography | undefined {
  const shift = (): number => between([-0.5 * scale, 0.5 * scale], random);
  for (let draw = 0; draw < mostDraws; draw++) {
    const shifts = Array.from({ length: 4 }, () => [shift(), shift()] as const);
    if (isUnfolded(shifts)) return homography(shifts, size);
  }
  return undefined;
}

/** Whether the lower right corner is beyond the line between its neighbours; the upper left one does not move. */
function isUnfolded([, right, below, last]: CornerShifts): boolean {
  if (right === undefined || below === undefined || last === undefined) return false;
  return (1 + last[0]) / (1 + right[0]) + (1 + last[1]) / (1 + below[1]) > 1;
}

/** Where each pixel comes from once the corners of a picture have gone to other places, in float32. */
export function homography(shifts: CornerShifts, { height, width }: PictureSize): Homography {
  const corners = [
    [0, 0],
    [width - 1, 0],
    [0, height - 1],
    [width - 1, height - 1],
  ] as const;
  const equations = corners.flatMap(([x, y], index) => {
    const [across = 0, down = 0] = shifts[index] ?? [];
    const [toX, toY] = [x + x * across, y + y * down];
    return [
      [toX, toY, 1, 0, 0, 0, -x * toX, -x * toY, x],
      [0, 0, 0, toX, toY, 1, -y * toX, -y * toY, y],
    ];
  });
  return solve(equations) as unknown as Homography;
}

/** The solution of linear equations, each with its right side last: by Gauss, with the largest pivots. */
function solve(given: readonly (readonly number[])[]): readonly number[] {
  const rows = given.map((row) => [...row]);
  const count = rows.length;
  for (let column = 0; column < count; column++) {
    const size = (row: number): number => Math.abs(rows[row]?.[column] ?? 0);
    let pivot = column;
    for (let row = column + 1; row < count; row++) if (size(row) > size(pivot)) pivot = row;
    const [best = [], other = []] = [rows[pivot], rows[column]];
    rows[pivot] = other;
    rows[column] = best.map((value) => value / (best[column] ?? 1));
    rows.forEach((row, index) => {
      if (index === column) return;
      const factor = row[column] ?? 0;
      rows[index] = row.map((value, place) => value - factor * (rows[column]?.[place] ?? 0));
    });
  }
  return rows.map((row) => row[count] ?? 0);
}

/**
 * Where a point of a picture, in fractions of its sides, is once it has been warped: what the map takes it from. Pixels'
 * centres lie at halves.
 */
export function appearingAt(
  map: WarpMap,
  x: number,
  y: number,
  { height, width }: PictureSize,
): readonly [x: number, y: number] {
  const [a0, a1, a2, b0, b1, b2, c0 = 0, c1 = 0] = map;
  const [fromX, fromY] = [x * width - 0.5, y * height - 0.5];
  // The map's own equations, multiplied by their denominator, are linear in the point that is looked for.
  const [p0, p1, p2] = [a0 - c0 * fromX, a1 - c1 * fromX, fromX - a2];
  const [q0, q1, q2] = [b0 - c0 * fromY, b1 - c1 * fromY, fromY - b2];
  const determinant = p0 * q1 - p1 * q0;
  const toX = (q1 * p2 - p1 * q2) / determinant;
  const toY = (p0 * q2 - q0 * p2) / determinant;
  return [(toX + 0.5) / width, (toY + 0.5) / height];
}

import { numbersOfPoint } from '../../../compiler/catalogue/fields/field-type.ts';
import type { Points } from '../source.ts';

/** A row for each of so many points: x and y in fractions of the picture and 1, or 0 0 0 where it cannot be seen. */
export function pointRows(points: Points, count: number): Float32Array {
  const rows = new Float32Array(count * numbersOfPoint);
  points.slice(0, count).forEach((point, row) => {
    if (point !== undefined) rows.set([...point, 1], row * numbersOfPoint);
  });
  return rows;
}

/** The points that rows are of. */
export const pointsOf = (rows: ArrayLike<number>): Points =>
  Array.from({ length: rows.length / numbersOfPoint }, (_, row) => {
    const [x = 0, y = 0, seen = 0] = [0, 1, 2].map((place) => rows[row * numbersOfPoint + place]);
    return seen === 0 ? undefined : ([x, y] as const);
  });

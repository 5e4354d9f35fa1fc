import { decimal, shortened } from './cells.ts';
import type { Points } from '../source.ts';

/** The two columns that a point stands in. */
export interface PointColumn {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** Every pair of columns `NAME_x`, `NAME_y`, in the order of the first of each. */
export const pointColumns = (columns: readonly string[]): readonly PointColumn[] =>
  columns.flatMap((column, x) => {
    const name = /^(.*)_x$/.exec(column)?.[1];
    const y = name === undefined ? -1 : columns.indexOf(`${name}_y`);
    return name === undefined || y < 0 ? [] : [{ name, x, y }];
  });

/** The points of a row, in pixels; both cells of one that cannot be seen are empty. A text says which column is at fault, and how. */
export function readPoints(cells: readonly string[], points: readonly PointColumn[]): Points | string {
  const read: (readonly [number, number] | undefined)[] = [];
  for (const { name, x, y } of points) {
    const [atX = '', atY = ''] = [cells[x], cells[y]];
    const strange = [
      [`${name}_x`, atX],
      [`${name}_y`, atY],
    ].find(([, cell = '']) => !decimal.test(cell) && !(atX === '' && atY === ''));
    if (strange !== undefined) {
      const [column = '', cell = ''] = strange;
      return cell === ''
        ? `\`${column}\` alone is empty`
        : `\`${column}\` is no number: \`${shortened(cell)}\``;
    }
    read.push(atX === '' ? undefined : [Number(atX), Number(atY)]);
  }
  return read;
}

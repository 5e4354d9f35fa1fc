import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { TablePlace } from '../tables/read-table.ts';
import { broken, type Rows } from './read-rows.ts';

/** The class of each row, and what classes are called where the file says. */
export interface LabelledRows {
  readonly labels: Int32Array;
  readonly classNames?: readonly string[];
}

/**
 * Numbers the classes of a column: whole numbers below the declared count are themselves, names are numbered in their order, code
 * unit by code unit, as Keras does. Throws a RunError where there are more, or others, than are declared.
 */
export function labelRows(
  place: TablePlace,
  { columns, rows, isWhole }: Pick<Rows, 'columns' | 'rows' | 'isWhole'>,
  column: string,
  classes: number,
): LabelledRows {
  const at = columns.indexOf(column);
  const cells = rows.map(({ cells }) => cells[at] ?? '');
  if (cells.every((cell) => /^\d{1,9}$/.test(cell))) {
    const labels = Int32Array.from(cells, Number);
    const outside = rows.findIndex((_, index) => (labels[index] ?? 0) >= classes);
    const found = `\`${column}\` is class ${labels[outside] ?? ''}, and there are ${classes}`;
    if (outside >= 0)
      throw broken(
        place,
        rows[outside]?.line ?? 1,
        found,
        `0 to ${classes - 1}`,
        `declare \`class[${labels.reduce((most, label) => Math.max(most, label), 0) + 1}]\`, or correct the line`,
      );
    return { labels };
  }
  const classNames = [...new Set(cells)].sort((a, b) => (a < b ? -1 : 1));
  if (isWhole ? classNames.length !== classes : classNames.length > classes)
    throw new RunError(runtimeMessages.classColumn(place.span, place.file, column, classNames, classes));
  const numbers = new Map(classNames.map((name, label) => [name, label]));
  return { labels: Int32Array.from(cells, (cell) => numbers.get(cell) ?? 0), classNames };
}

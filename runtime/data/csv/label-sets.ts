import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { TablePlace } from '../tables/read-table.ts';
import { broken, type Row, type Rows } from './read-rows.ts';

/** The numbers of the classes that each row is of, and what classes are called where the file says. */
export interface LabelSets {
  readonly sets: readonly (readonly number[])[];
  readonly classNames?: readonly string[];
}

/**
 * Reads a column of several classes at once: a 0 or 1 for each class, or the numbers of those that are there, or their names, with blanks
 * or `;` between (names that hold blanks: `;` alone). An empty cell is of none. Throws a RunError that names the line at fault.
 */
export function labelSets(
  place: TablePlace,
  { columns, rows, isWhole }: Pick<Rows, 'columns' | 'rows' | 'isWhole'>,
  column: string,
  classes: number,
): LabelSets {
  const at = columns.indexOf(column);
  const cells = rows.map((row) => row.cells[at] ?? '');
  const between = cells.some((cell) => cell.includes(';')) ? /;/ : /\s+/;
  const split = cells.map((cell) => wordsOf(cell, between));
  const given = split.filter((words) => words.length > 0);
  const loose = cells.map((cell) => wordsOf(cell, /[\s;]+/));
  if (loose.every((words) => words.length === 0 || isEach(words, classes)))
    return { sets: loose.map((words) => words.flatMap((word, label) => (word === '1' ? [label] : []))) };
  const told = { place, column, rows };
  const others = loose.flatMap((words, row) => (words.length > 0 && !isEach(words, classes) ? [row] : []));
  if (others.length * 2 < given.length)
    throw atRow(told, others[0] ?? 0, `\`${column}\` is no 0 or 1 for each class`, `${classes} times 0 or 1`);
  if (loose.every((words) => words.every((word) => /^\d{1,9}$/.test(word))))
    return { sets: loose.map((words, row) => numbered(words.map(Number), row, classes, told)) };
  const classNames = [...new Set(given.flat())].sort((a, b) => (a < b ? -1 : 1));
  if (isWhole ? classNames.length !== classes : classNames.length > classes)
    throw new RunError(runtimeMessages.classColumn(place.span, place.file, column, classNames, classes));
  const numbers = new Map(classNames.map((name, label) => [name, label]));
  const sets = split.map((words, row) => onceEach(words, row, told).map((word) => numbers.get(word) ?? 0));
  return { sets, classNames };
}

/** The values of a field: a 1 for each class that is there. */
export function severalHot(labels: readonly number[], classes: number): Float32Array {
  const values = new Float32Array(classes);
  for (const label of labels) values[label] = 1;
  return values;
}

const wordsOf = (cell: string, between: RegExp): readonly string[] =>
  cell
    .split(between)
    .map((word) => word.trim())
    .filter((word) => word !== '');

const isEach = (words: readonly string[], classes: number): boolean =>
  words.length === classes && words.every((word) => word === '0' || word === '1');

interface Column {
  readonly place: TablePlace;
  readonly column: string;
  readonly rows: readonly Row[];
}

function numbered(labels: readonly number[], row: number, classes: number, told: Column): readonly number[] {
  const outside = labels.find((label) => label >= classes);
  if (outside !== undefined)
    throw atRow(
      told,
      row,
      `\`${told.column}\` has class ${outside}, and there are ${classes}`,
      `numbers of 0 to ${classes - 1}, or ${classes} times 0 or 1`,
    );
  return onceEach(labels, row, told, `each class once, or ${classes} times 0 or 1`);
}

function onceEach<T extends string | number>(
  labels: readonly T[],
  row: number,
  told: Column,
  expected = 'each class once',
): readonly T[] {
  if (new Set(labels).size === labels.length) return labels;
  const twice = labels.find((label, index) => labels.indexOf(label) !== index) ?? '';
  throw atRow(told, row, `\`${told.column}\` has class \`${twice}\` twice`, expected);
}

const atRow = ({ place, rows }: Column, row: number, found: string, expected: string): RunError =>
  broken(place, rows[row]?.line ?? 1, found, expected);

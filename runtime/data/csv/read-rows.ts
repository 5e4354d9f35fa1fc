import { createHash } from 'node:crypto';
import type { FieldSpec } from '../../../compiler/data/data-spec.ts';
import { isPicture } from '../../../compiler/catalogue/fields/field-type.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { pathName } from '../listing/path-name.ts';
import { decimal, shortened } from './cells.ts';
import { type PointColumn, pointColumns, readPoints } from './point-columns.ts';
import type { Points } from '../source.ts';
import { readCsv } from '../tables/read-csv.ts';
import { readTable, type TablePlace } from '../tables/read-table.ts';

/** A line of the file. */
export interface Row {
  /** The picture's path from the directory, as paths are compared. */
  readonly name: string;
  /** The path as it is written. */
  readonly path: string;
  readonly line: number;
  readonly cells: readonly string[];
  readonly numbers?: Readonly<Record<string, Float32Array>>;
  /** In pixels. */
  readonly marked?: Points;
}

/** What a file of values holds: a row a picture, by the names of the pictures. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly isWhole: boolean;
  readonly fingerprint: string;
}

/** What is read of a file, and how. */
export interface RowsWanted {
  /** The column of pictures, and where their paths begin. */
  readonly picture: string;
  readonly pictures: string;
  readonly fields: readonly FieldSpec[];
}

const maximumRows = 4_000_000;

/** Reads the rows of a file; with `most`, those in its first so many bytes. Throws a RunError that names the line at fault. */
export async function readRows(place: TablePlace, wanted: RowsWanted, most?: number): Promise<Rows> {
  const { bytes, isWhole } = await readTable(place, 'csv', most);
  const reader = new RowReader(place, wanted);
  const problem = readCsv(bytes, (cells, line) => reader.take(cells, line));
  // A quote may close behind what was read.
  if (problem !== undefined && (isWhole || problem.isOpen !== true))
    throw broken(place, problem.line, problem.found, 'values with commas between');
  const { columns, rows } = reader.finish();
  const sorted = [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const fingerprint = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { columns, rows: sorted, isWhole, fingerprint };
}

/** A RunError about a line of the file. */
export const broken = (
  { file, span }: TablePlace,
  line: number,
  found: string,
  expected: string,
  remedy = 'correct the line, or remove it',
): RunError => new RunError(runtimeMessages.fileBroken(span, `${file}:${line}`, found, expected, remedy));

class RowReader {
  readonly #place: TablePlace;
  readonly #wanted: RowsWanted;
  readonly #rows = new Map<string, Row>();
  #columns: readonly string[] | undefined;
  #points: readonly PointColumn[] | undefined;

  constructor(place: TablePlace, wanted: RowsWanted) {
    this.#place = place;
    this.#wanted = wanted;
  }

  take(cells: readonly string[], line: number): void {
    if (this.#columns === undefined) this.#columns = this.#header(cells, line);
    else this.#add(cells, line, this.#columns);
  }

  finish(): { readonly columns: readonly string[]; readonly rows: ReadonlyMap<string, Row> } {
    if (this.#columns === undefined || this.#rows.size === 0)
      throw broken(this.#place, 1, 'it has no lines', 'a line with the names of columns, and one a picture');
    return { columns: this.#columns, rows: this.#rows };
  }

  #header(names: readonly string[], line: number): readonly string[] {
    const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
    if (twice !== undefined)
      throw broken(
        this.#place,
        line,
        `the column \`${twice}\` is there twice`,
        'each column once',
        'remove one of them',
      );
    const { picture, fields } = this.#wanted;
    const needed = [
      picture,
      ...fields
        .filter((field) => !isPicture(field) && field.type.kind !== 'keypoints')
        .map(({ name }) => name),
    ];
    const lacking = needed.find((name) => !names.includes(name));
    if (lacking === undefined) {
      this.#points = this.#pointsIn(names);
      return names;
    }
    const named = names.slice(0, 12).map((name) => `\`${shortened(name)}\``);
    const remedy =
      lacking === picture
        ? 'say which column has the picture: `csv("…", picture="…")`'
        : `name the field as its column, or the column \`${lacking}\``;
    throw broken(
      this.#place,
      line,
      `it has no column \`${lacking}\``,
      `\`${lacking}\` among its columns, which are ${named.join(', ')}${names.length > 12 ? ', …' : ''}`,
      remedy,
    );
  }

  /** The columns of points, where there is a field for them. Throws a RunError where there are not as many as it has. */
  #pointsIn(names: readonly string[]): readonly PointColumn[] | undefined {
    const field = this.#wanted.fields.find(({ type }) => type.kind === 'keypoints');
    if (field?.type.kind !== 'keypoints') return undefined;
    const { name, type } = field;
    const found = pointColumns(names);
    if (found.length === type.points) return found;
    const { file, span } = this.#place;
    throw new RunError(runtimeMessages.numberOfPointColumns(span, file, found, { name, ...type }));
  }

  #add(cells: readonly string[], line: number, columns: readonly string[]): void {
    const { picture, pictures, fields } = this.#wanted;
    if (cells.length !== columns.length)
      throw broken(
        this.#place,
        line,
        `it has ${cells.length} cells, and the first line names ${columns.length} columns`,
        'a cell for each column',
        'correct the line: a cell that holds a comma stands in quotes (`"a,b.jpg"`)',
      );
    const written = cells[columns.indexOf(picture)] ?? '';
    if (written === '') throw broken(this.#place, line, 'it names no picture', `a path in \`${picture}\``);
    const path = (pictures === '.' ? written : `${pictures}/${written}`).replaceAll('\\', '/');
    const name = pathName(path);
    const earlier = this.#rows.get(name);
    if (earlier !== undefined)
      throw broken(
        this.#place,
        line,
        `\`${shortened(name)}\` is in line ${earlier.line} already`,
        'a line a picture',
        'remove one of the lines',
      );
    if (this.#rows.size >= maximumRows)
      throw broken(
        this.#place,
        line,
        `it has more than ${maximumRows} lines`,
        `at most ${maximumRows}`,
        'take less of it',
      );
    const numbers: Record<string, Float32Array> = {};
    for (const field of fields) {
      const cell = cells[columns.indexOf(field.name)] ?? '';
      if (field.type.kind === 'class' && cell === '')
        throw broken(this.#place, line, `\`${field.name}\` is empty`, 'the name or number of a class');
      if (field.type.kind === 'tensor' && !isPicture(field))
        numbers[field.name] = this.#numbers(cell, field, line);
    }
    const hasNumbers = Object.keys(numbers).length > 0;
    const marked = this.#points && readPoints(cells, this.#points);
    if (typeof marked === 'string')
      throw broken(
        this.#place,
        line,
        marked,
        'x and y in pixels, or both cells empty where it cannot be seen',
      );
    this.#rows.set(name, {
      ...{ name, path, line, cells },
      ...(hasNumbers && { numbers }),
      ...(marked && { marked }),
    });
  }

  #numbers(cell: string, { name, type }: FieldSpec, line: number): Float32Array {
    const count = type.kind === 'tensor' ? (type.shape[0] ?? 1) : 1;
    const texts = cell.split(/[\s;]+/).filter((text) => text !== '');
    const expected =
      count === 1 ? 'a decimal number' : `${count} decimal numbers with blanks or \`;\` between`;
    const strange = texts.find((text) => !decimal.test(text) || !Number.isFinite(Math.fround(Number(text))));
    if (strange !== undefined)
      throw broken(this.#place, line, `\`${name}\` is no number: \`${shortened(strange)}\``, expected);
    if (texts.length !== count)
      throw broken(
        this.#place,
        line,
        cell === '' ? `\`${name}\` is empty` : `\`${name}\` has ${texts.length} numbers`,
        expected,
      );
    return Float32Array.from(texts, Number);
  }
}

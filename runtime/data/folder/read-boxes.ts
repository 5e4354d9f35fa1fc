import { createHash } from 'node:crypto';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { missingColumns, readColumns, shortened, type Columns, type LineProblem } from './box-columns.ts';
import { pathName } from '../listing/path-name.ts';
import { readTable, type TablePlace } from '../tables/read-table.ts';
import { readCsv } from '../tables/read-csv.ts';
import { fractionsAsPixels, readCorners } from './read-corners.ts';
import type { WrittenBox } from './written-box.ts';

/** What a file of boxes holds. */
export interface BoxFile {
  /** By the image's path from the directory: see {@link pathName}. */
  readonly boxes: ReadonlyMap<string, WrittenBox>;
  readonly fingerprint: string;
}

/**
 * Reads a CSV file whose first line names its columns: `file`, and either `xmin`, `ymin`, `xmax`, `ymax` in pixels
 * or `cx`, `cy`, `w`, `h` in fractions; others are left out. Throws a RunError that names the line at fault.
 * With `most`, only the lines in the first so many bytes are read.
 */
export async function readBoxes(place: TablePlace, most?: number): Promise<BoxFile> {
  const { bytes, isWhole } = await readTable(place, 'boxes', most);
  const reader = new BoxReader(place);
  const problem = readCsv(bytes, (cells, line) => reader.take(cells, line));
  // A quote may close behind what was read.
  if (problem !== undefined && (isWhole || !problem.isOpen))
    throw at(place, problem.line, { ...problem, expected: 'values with commas between' });
  return {
    boxes: reader.finish(),
    fingerprint: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
  };
}

/** Takes the records of a file: the names of its columns first, then its boxes. */
class BoxReader {
  readonly #place: TablePlace;
  readonly #boxes = new Map<string, WrittenBox>();
  #columns: Columns | undefined;

  constructor(place: TablePlace) {
    this.#place = place;
  }

  take(cells: readonly string[], line: number): void {
    if (this.#columns === undefined) {
      const columns = readColumns(cells);
      if ('found' in columns) throw at(this.#place, line, columns);
      this.#columns = columns;
      return;
    }
    const corners = readCorners(cells, this.#columns);
    if ('found' in corners) throw at(this.#place, line, corners);
    const name = pathName(cells[this.#columns.file] ?? '');
    if (name === '') throw at(this.#place, line, { found: 'it names no file' });
    const earlier = this.#boxes.get(name);
    if (earlier !== undefined) {
      throw at(this.#place, line, { found: `\`${name}\` has a box in line ${earlier.line} already` });
    }
    this.#boxes.set(name, { corners, unit: this.#columns.unit, line });
  }

  finish(): ReadonlyMap<string, WrittenBox> {
    if (this.#columns === undefined) throw at(this.#place, 1, { ...missingColumns, found: 'it is empty' });
    const boxes = [...this.#boxes.values()];
    const [first] = boxes;
    const tiny = boxes.every(({ corners, unit }) => unit === 'pixels' && Math.max(...corners) <= 1);
    if (first !== undefined && tiny) throw at(this.#place, first.line, fractionsAsPixels);
    return this.#boxes;
  }
}

/** A RunError about a line of the file. */
const at = (
  { file, span }: TablePlace,
  line: number,
  { found, expected = 'a box within its picture', remedy = 'correct the line, or remove it' }: LineProblem,
): RunError => new RunError(runtimeMessages.fileBroken(span, `${file}:${line}`, found, expected, remedy));

/** Throws a RunError for the first box whose image is not there; `names` as {@link pathName} makes them. */
export function checkImages({ boxes }: BoxFile, names: ReadonlySet<string>, place: TablePlace): void {
  for (const [name, { line }] of boxes) {
    if (names.has(name)) continue;
    const meant = alike(name, names);
    throw at(place, line, {
      found: `there is no image \`${shortened(name)}\``,
      expected: 'a path from the directory',
      ...(meant === undefined ? {} : { remedy: `write \`${meant}\`` }),
    });
  }
}

/** The one image whose path ends as a name does, or the name as it does; or that differs in capital letters. */
function alike(name: string, names: ReadonlySet<string>): string | undefined {
  const small = name.toLowerCase();
  const found = [...names].filter((other) => {
    const compared = other.toLowerCase();
    return compared === small || compared.endsWith(`/${small}`) || small.endsWith(`/${compared}`);
  });
  return found.length === 1 ? found[0] : undefined;
}

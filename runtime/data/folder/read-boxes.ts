import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { formatBytes } from '../../../compiler/diagnostics/messages/format-bytes.ts';
import { FileError } from '../../files/file-error.ts';
import { readFile, readStart } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { missingColumns, readColumns, shortened, type Columns, type LineProblem } from './box-columns.ts';
import { pathName } from '../listing/path-name.ts';
import { readCsv } from '../tables/read-csv.ts';
import { fractionsAsPixels, readCorners } from './read-corners.ts';
import type { WrittenBox } from './written-box.ts';

/** What a file of boxes holds. */
export interface BoxFile {
  /** By the image's path from the directory: see {@link pathName}. */
  readonly boxes: ReadonlyMap<string, WrittenBox>;
  readonly fingerprint: string;
}

export interface BoxPlace extends DataPlace {
  /** The file's path from the directory. */
  readonly file: string;
}

const maximumBytes = 2 ** 28;

/**
 * Reads a CSV file whose first line names its columns: `file`, and either `xmin`, `ymin`, `xmax`, `ymax` in pixels
 * or `cx`, `cy`, `w`, `h` in fractions; others are left out. Throws a RunError that names the line at fault.
 * With `most`, only the lines in the first so many bytes are read.
 */
export async function readBoxes(place: BoxPlace, most?: number): Promise<BoxFile> {
  const { bytes, isWhole } = await readBounded(place, most);
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
  readonly #place: BoxPlace;
  readonly #boxes = new Map<string, WrittenBox>();
  #columns: Columns | undefined;

  constructor(place: BoxPlace) {
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

interface BoxText {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

const lineFeed = 10;

async function readBounded(place: BoxPlace, most = Infinity): Promise<BoxText> {
  const { directory, file, span } = place;
  const root = await DataRoot.open(place);
  const path = await root.follow(file);
  if (path === undefined) {
    const remedy = 'put the file there, or correct the name that `boxes` gives';
    throw new RunError(
      runtimeMessages.fileMissing(span, file, directory, 'the file that `boxes` names', remedy),
    );
  }
  const expected = `a CSV file of at most ${formatBytes(maximumBytes)}, in UTF-8`;
  const reading = most === Infinity ? readFile(path, maximumBytes) : readStart(path, most);
  const bytes = await reading.catch((error: unknown) => {
    if (!(error instanceof FileError)) throw error;
    throw new RunError(runtimeMessages.fileBroken(span, file, error.message, expected, error.fix));
  });
  const isWhole = bytes.length < most;
  const text = isWhole ? bytes : bytes.subarray(0, bytes.lastIndexOf(lineFeed) + 1);
  if (isUtf8(text)) return { bytes: text, isWhole };
  throw new RunError(
    runtimeMessages.fileBroken(span, file, 'it is not a UTF-8 text', expected, 'save it as UTF-8'),
  );
}

/** A RunError about a line of the file. */
const at = (
  { file, span }: BoxPlace,
  line: number,
  { found, expected = 'a box within its picture', remedy = 'correct the line, or remove it' }: LineProblem,
): RunError => new RunError(runtimeMessages.fileBroken(span, `${file}:${line}`, found, expected, remedy));

/** Throws a RunError for the first box whose image is not there; `names` as {@link pathName} makes them. */
export function checkImages({ boxes }: BoxFile, names: ReadonlySet<string>, place: BoxPlace): void {
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

import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { formatBytes } from '../../../compiler/diagnostics/format-bytes.ts';
import type { Span } from '../../../grammar/span.ts';
import { FileError } from '../../files/file-error.ts';
import { readText } from '../../files/read-file.ts';
import { messages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { Corners } from '../source.ts';
import { parseCsvLine } from './csv.ts';

/** The box of an image: in pixels, or in fractions of its width and height. */
export interface WrittenBox {
  readonly corners: Corners;
  readonly unit: 'pixels' | 'fractions';
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** What a file of boxes holds. */
export interface BoxFile {
  /** By the image's path from the directory, with `/`. */
  readonly boxes: ReadonlyMap<string, WrittenBox>;
  readonly fingerprint: string;
}

export interface BoxPlace {
  readonly directory: string;
  /** The file's path from the directory. */
  readonly file: string;
  readonly span: Span;
}

const maximumBytes = 2 ** 28;
const inPixels = ['xmin', 'ymin', 'xmax', 'ymax'] as const;
const inFractions = ['cx', 'cy', 'w', 'h'] as const;

/**
 * Reads a CSV file whose first line names its columns: `file`, and either `xmin`, `ymin`, `xmax`, `ymax` in pixels
 * or `cx`, `cy`, `w`, `h` in fractions; others are left out. Throws a RunError that names the line at fault.
 */
export async function readBoxes(place: BoxPlace): Promise<BoxFile> {
  const text = await readBounded(place);
  const [first = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = columnsOf(parseCsvLine(first), place);
  const boxes = new Map<string, WrittenBox>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const number = index + 2;
    const cells = parseCsvLine(line);
    const name = (cells[columns.file] ?? '').replaceAll('\\', '/');
    const earlier = boxes.get(name);
    const problem =
      name === ''
        ? 'it names no file'
        : earlier === undefined
          ? undefined
          : `\`${name}\` has a box in line ${earlier.line} already`;
    if (problem !== undefined) throw at(place, number, problem);
    boxes.set(name, { ...readCorners(cells, columns, place, number), line: number });
  }
  return { boxes, fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 32) };
}

async function readBounded({ directory, file, span }: BoxPlace): Promise<string> {
  const root = await realpath(directory);
  const path = await realpath(resolve(directory, file)).catch(() => undefined);
  if (path === undefined) {
    throw new RunError(messages.fileMissing(span, file, directory, 'the file that `boxes` names'));
  }
  if (!path.startsWith(root + sep)) throw new RunError(messages.linkEscapes(span, file, directory));
  return readText(path, maximumBytes).catch((error: unknown) => {
    if (!(error instanceof FileError)) throw error;
    const expected = `a CSV file of at most ${formatBytes(maximumBytes)}`;
    throw new RunError(messages.fileBroken(span, file, error.message, expected, error.fix));
  });
}

interface Columns {
  readonly file: number;
  readonly numbers: readonly { readonly name: string; readonly index: number }[];
  readonly unit: WrittenBox['unit'];
}

function columnsOf(header: readonly string[], place: BoxPlace): Columns {
  const indexOf = (name: string): number => header.findIndex((cell) => cell.trim() === name);
  const find = (names: readonly string[]) => names.map((name) => ({ name, index: indexOf(name) }));
  const [pixels, fractions] = [find(inPixels), find(inFractions)];
  const complete = (numbers: Columns['numbers']): boolean => numbers.every(({ index }) => index >= 0);
  const file = indexOf('file');
  if (file >= 0 && complete(pixels)) return { file, numbers: pixels, unit: 'pixels' };
  if (file >= 0 && complete(fractions)) return { file, numbers: fractions, unit: 'fractions' };
  throw new RunError(
    messages.fileBroken(
      place.span,
      `${place.file}:1`,
      `its columns are ${header.map((cell) => `\`${cell.slice(0, 40)}\``).join(', ')}`,
      '`file,xmin,ymin,xmax,ymax` in pixels, or `file,cx,cy,w,h` in fractions of the picture',
      'name the columns in the first line',
    ),
  );
}

function readCorners(
  cells: readonly string[],
  { numbers, unit }: Columns,
  place: BoxPlace,
  line: number,
): Omit<WrittenBox, 'line'> {
  const [a = 0, b = 0, c = 0, d = 0] = numbers.map(({ name, index }) => {
    const cell = (cells[index] ?? '').trim();
    const value = cell === '' ? NaN : Number(cell);
    if (Number.isFinite(value)) return value;
    throw at(
      place,
      line,
      cell === '' ? `\`${name}\` is missing` : `\`${name}\` is no number: \`${cell.slice(0, 40)}\``,
    );
  });
  const corners: Corners = unit === 'pixels' ? [a, b, c, d] : [a - c / 2, b - d / 2, a + c / 2, b + d / 2];
  const [left, top, right, bottom] = corners;
  if (!(left < right && top < bottom)) throw at(place, line, 'the box has no area');
  const most = unit === 'pixels' ? Infinity : 1 + rounding;
  if (Math.min(left, top) < -rounding || Math.max(right, bottom) > most) {
    throw at(place, line, 'the box reaches outside of the picture');
  }
  return { corners, unit };
}

/** Fractions are written with few digits: so far over the edge is no mistake. */
const rounding = 1e-3;

/** A RunError about a line of the file. */
const at = (
  { file, span }: BoxPlace,
  line: number,
  found: string,
  expected = 'a box within its picture',
): RunError =>
  new RunError(
    messages.fileBroken(span, `${file}:${line}`, found, expected, 'correct the line, or remove it'),
  );

/** Throws a RunError for the first box whose image is not there. */
export function checkImages({ boxes }: BoxFile, names: ReadonlySet<string>, place: BoxPlace): void {
  for (const [name, { line }] of boxes) {
    if (!names.has(name)) throw at(place, line, `there is no image \`${name}\``, 'a path from the directory');
  }
}

/** A box in fractions of a picture of this size; a text says why it does not fit. */
export function fractionsOf(
  { corners, unit, line }: WrittenBox,
  { height, width }: { readonly height: number; readonly width: number },
): Corners | string {
  const [left, top, right, bottom] = corners;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  if (unit === 'fractions') return [clip(left), clip(top), clip(right), clip(bottom)];
  if (left >= 0 && top >= 0 && right <= width && bottom <= height) {
    return [left / width, top / height, right / width, bottom / height];
  }
  return `its box (line ${line}) reaches outside of its ${width} × ${height} pixels`;
}

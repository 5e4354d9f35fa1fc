import type { WrittenBox } from './written-box.ts';

/** Where the cells that matter stand in a record. */
export interface Columns {
  readonly count: number;
  readonly file: number;
  readonly numbers: readonly { readonly name: string; readonly index: number }[];
  readonly unit: WrittenBox['unit'];
}

/** What is wrong in a line, what was expected, and what to do about it, where that is not to correct the line. */
export interface LineProblem {
  readonly found: string;
  readonly expected?: string;
  readonly remedy?: string;
}

const inPixels = ['xmin', 'ymin', 'xmax', 'ymax'];
const inFractions = ['cx', 'cy', 'w', 'h'];

const expected =
  '`file,xmin,ymin,xmax,ymax` in pixels, or `file,cx,cy,w,h` in fractions of the picture, and others';

/** What is said where the first line names no columns of a box. */
export const missingColumns = { expected, remedy: 'name the columns in the first line' } as const;

/** What else is between cells, where a program has written the file for another country. */
const separators: ReadonlyMap<string, string> = new Map([
  [';', '`;`'],
  ['\t', 'tabs'],
  ['|', '`|`'],
]);

/** Finds the columns by their names in the first line. */
export function readColumns(header: readonly string[]): Columns | LineProblem {
  const names = header.map((cell) => cell.toLowerCase());
  const first = new Map(names.map((name, index) => [name, index] as const).toReversed());
  const twice = names.find((name, index) => name !== '' && first.get(name) !== index);
  if (twice !== undefined) {
    return { found: `the column \`${twice}\` is there twice`, expected, remedy: 'remove one of them' };
  }
  const find = (wanted: readonly string[]): Columns['numbers'] =>
    wanted.map((name) => ({ name, index: names.indexOf(name) }));
  const columns = { count: names.length, file: names.indexOf('file') };
  for (const [unit, numbers] of [
    ['pixels', find(inPixels)],
    ['fractions', find(inFractions)],
  ] as const) {
    const complete = columns.file >= 0 && numbers.every(({ index }) => index >= 0);
    if (complete) return { ...columns, unit, numbers };
  }
  return { ...missingColumns, found: foundIn(header), ...separatorIn(header) };
}

/** So many columns are named in a message. */
const mostNamed = 12;

function foundIn(header: readonly string[]): string {
  const named = header.slice(0, mostNamed).map((cell) => `\`${shortened(cell)}\``);
  const others = header.length - named.length;
  return `its columns are ${named.join(', ')}${others > 0 ? ` and ${others} others` : ''}`;
}

function separatorIn(header: readonly string[]): Partial<LineProblem> {
  const [only = ''] = header;
  const separator = [...separators].find(([text]) => header.length === 1 && only.includes(text));
  if (separator === undefined) return {};
  return { remedy: `save it with commas between cells (here are ${separator[1]}), and with decimal points` };
}

/** A cell as a message shows it. */
export const shortened = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 39)}…` : cell);

import { displayWidth } from '../../compiler/diagnostics/display-width.ts';
import type { Palette } from '../../compiler/diagnostics/palette.ts';

/** What a table is drawn for: its colours, and the columns of the terminal. */
export interface Drawing {
  readonly palette: Palette;
  readonly width: number;
}

/** The name of a column, and a shorter one for a narrow terminal. */
export type Heading = string | readonly [string, string];

const gap = '  ';
const indent = '    ';

/**
 * A table of columns of texts, and of numbers from the column `numeric` on, two blanks apart. Where it is wider than the
 * terminal, headings are shortened; where that is not enough, rows go on in a line below, under headings that do so, too.
 * One pass for the widths and one for the lines: there may be a line for each of many thousand layers.
 */
export function makeTable(
  headings: readonly Heading[],
  numeric: number,
  rows: readonly (readonly string[])[],
  { palette, width }: Drawing,
): string {
  const content = headings.map(() => 0);
  for (const row of rows) {
    for (const [column, text] of row.entries())
      content[column] = Math.max(content[column] ?? 0, displayWidth(text));
  }
  const named = (length: 0 | 1): readonly string[] =>
    headings.map((heading) => (typeof heading === 'string' ? heading : heading[length]));
  const widthsUnder = (head: readonly string[]): readonly number[] =>
    head.map((text, column) => Math.max(displayWidth(text), content[column] ?? 0));
  const fits = lengthOf(widthsUnder(named(0))) <= width;
  const head = named(fits ? 0 : 1);
  const widths = widthsUnder(head);
  const bands = inBands(widths, numeric, width);
  const line = (row: readonly string[], shown: (text: string) => string): string =>
    bands
      .map((columns, band) => {
        const cells = columns.map((column) => {
          const text = row[column] ?? '';
          const blanks = ' '.repeat((widths[column] ?? 0) - displayWidth(text));
          return column < numeric ? shown(text) + blanks : blanks + shown(text);
        });
        return `${band === 0 ? '' : indent}${cells.join(gap).trimEnd()}`;
      })
      .join('\n');
  return [line(head, palette.frame), ...rows.map((row) => line(row, (text) => text))].join('\n');
}

const lengthOf = (widths: readonly number[]): number =>
  widths.reduce((sum, each) => sum + each + gap.length, -gap.length);

/** Columns in as few lines as hold them, each line after the first further in: rather texts above numbers than cut elsewhere. */
function inBands(widths: readonly number[], numeric: number, width: number): readonly (readonly number[])[] {
  const columns = [...widths.keys()];
  if (lengthOf(widths) <= width) return [columns];
  const [texts, numbers] = [widths.slice(0, numeric), widths.slice(numeric)].map(lengthOf);
  if ((texts ?? 0) <= width && (numbers ?? 0) <= width - indent.length)
    return [columns.slice(0, numeric), columns.slice(numeric)];
  const bands: number[][] = [];
  let room = 0;
  for (const [column, each] of widths.entries()) {
    room -= each + gap.length;
    const band = bands.at(-1);
    if (band !== undefined && room >= 0) band.push(column);
    else {
      bands.push([column]);
      room = width - each - (bands.length === 1 ? 0 : indent.length);
    }
  }
  return bands;
}
